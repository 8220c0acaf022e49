import { beforeAll, expect, it } from 'vitest';
import type { InvoiceLine } from '@/lib/finance/input-kind';
import { type Connection, createConnection } from './connections';
import type { Database } from './database';
import { saveInvoices } from './invoice-lines';
import { listInvoices } from './invoices';
import { mintScope } from './scope';
import { eachDatabase } from './testing';

eachDatabase('lines of invoices', (open) => {
  let db: Database;
  let payer: Connection;
  beforeAll(async () => {
    db = await open();
    payer = await createConnection(db, { name: 'invoiced', kind: 'aws', currency: 'USD' });
  });
  const line = (month: string, amount: bigint | null, rest: Partial<InvoiceLine> = {}) => ({
    ...{ month, amount, number: '', currency: null },
    ...rest,
  });
  const stored = async () =>
    (await listInvoices(mintScope(db, 'all'), payer.id, { from: '2026-01', to: '2027-01' })).map(
      ({ month, number, amount }) => [month, number, amount],
    );

  it('are entered once, replaced, and taken away; the same twice changes nothing', async () => {
    const lines = [
      line('2026-09', 5n),
      line('2026-10', 7n, { currency: 'USD' }),
      line('2026-10', 1n, { number: 'Market' }),
    ];
    const tried = await saveInvoices(db, payer, lines, { dryRun: true });
    expect(tried).toMatchObject({
      kind: 'saved',
      change: { added: [{}, {}, {}] },
      warnings: [{ at: 0 }, { at: 1 }, { at: 2 }],
    });
    expect(await stored()).toEqual([]);
    await saveInvoices(db, payer, lines);
    expect(await stored()).toEqual([
      ['2026-09', 'AWS', 5n],
      ['2026-10', 'AWS', 7n],
      ['2026-10', 'Market', 1n],
    ]);
    const again = await saveInvoices(db, payer, lines);
    expect(again).toMatchObject({ change: { added: [], changed: [], removed: [], unchanged: [{}, {}, {}] } });
    await saveInvoices(db, payer, [line('2026-09', null), line('2026-10', 8n, { number: 'AWS' })]);
    expect(await stored()).toEqual([
      ['2026-10', 'AWS', 8n],
      ['2026-10', 'Market', 1n],
    ]);
  });

  it('are refused whole in another currency, without one, or where two are one invoice', async () => {
    const before = await stored();
    const other = await saveInvoices(db, payer, [line('2026-08', 1n), line('2026-09', 1n, { currency: 'EUR' })]);
    expect(other).toEqual({
      kind: 'refused',
      faults: [{ at: 1, field: 'currency', message: 'must be USD, in which invoiced is billed' }],
    });
    const twice = await saveInvoices(db, payer, [line('2026-08', 1n), line('2026-08', 2n, { number: 'AWS' })]);
    expect(twice).toMatchObject({ kind: 'refused', faults: [{ at: 1, field: 'number' }] });
    expect(await saveInvoices(db, { ...payer, currency: null }, [line('2026-08', 1n)])).toMatchObject({
      kind: 'refused',
    });
    expect(await stored()).toEqual(before);
  });
});
