import { beforeAll, expect, it } from 'vitest';
import type { Database } from './database';
import { listInvoices, removeInvoice, saveInvoice } from './invoices';
import { mintScope } from './scope';
import { eachDatabase } from './testing';

eachDatabase('invoices', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  });

  it('are several a month, each once by its number, and for readers of everything', async () => {
    const invoice = { connectionId: 'c', month: '2026-10', enteredBy: 'ana' };
    const at = '2026-11-24T12:00:00Z';
    await saveInvoice(db, { ...invoice, number: 'A', amount: 1n }, at);
    await saveInvoice(db, { ...invoice, number: 'B', amount: 2n }, at);
    await saveInvoice(db, { ...invoice, number: 'A', amount: 3n }, at);
    const all = mintScope(db, 'all');
    const range = { from: '2026-10', to: '2026-11' };
    const found = await listInvoices(all, 'c', range);
    expect(found.map(({ number, amount }) => [number, amount])).toEqual([
      ['A', 3n],
      ['B', 2n],
    ]);
    expect(await listInvoices(mintScope(db, new Set(['1'])), 'c', range)).toEqual([]);
    expect(await listInvoices(all, 'c', { from: '2026-11', to: '2026-12' })).toEqual([]);
    await removeInvoice(db, found[0]?.id ?? '');
    expect(await listInvoices(all, 'c', range)).toHaveLength(1);
    await expect(removeInvoice(db, 'gone')).rejects.toMatchObject({ code: 'not-found' });
  });
});
