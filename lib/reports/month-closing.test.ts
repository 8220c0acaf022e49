import { expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { saveClose } from '@/lib/store/closes';
import { type Database, transaction } from '@/lib/store/database';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { type Charge, storeBooks } from './books-fixture';
import { readMonthClosing } from './month-closing';

const charge = (month: string, units: bigint): Charge => ({
  ...{ month, day: 1, account: '111111111111', recordType: 'Usage', service: 'Amazon S3', app: 'checkout', units },
});

eachDatabase('the closing screen', (open) => {
  let db: Database;
  let connectionId: string;
  const read = async (viewer: Viewer = administratorOf(db)) => {
    const found = await readMonthClosing(viewer, { connection: connectionId, basis: 'amortized' });
    if (found.kind !== 'months') throw new Error(found.kind);
    return found;
  };

  it('says what is in the way of each month, which is next, and who may act', async () => {
    db = await open();
    const charges = [charge('2026-08', 5_000n), charge('2026-09', 7_000n)];
    connectionId = (await storeBooks(db, { name: 'Payer', charges, estimated: ['2026-09'] })).id;
    const { connections, mayClose, mayReopen } = await read();
    const [only] = connections;
    expect(only?.next?.month).toBe('2026-08');
    expect(only?.rows.map(({ month, faults, controlTotal }) => [month, faults, controlTotal])).toEqual([
      ['2026-08', ['Its projects have not been worked out yet.'], 5_000n],
      ['2026-09', ['AWS still estimates it.', 'Its projects have not been worked out yet.'], 7_000n],
    ]);
    expect([mayClose, mayReopen]).toEqual([true, true]);
    expect(await read({ ...administratorOf(db), role: 'finance' })).toMatchObject({ mayClose: true, mayReopen: false });
    expect(await read({ ...administratorOf(db), role: 'executive' })).toMatchObject({ mayClose: false });
  });

  it('shows a closed month with who forced it and why, and moves on', async () => {
    const close = { connectionId, month: '2026-08', closedBy: 'ana', reason: 'audit', ruleSetId: 0 };
    await transaction(db, (tx) => saveClose(tx, { ...close, closedAt: '2026-09-05T08:00:00Z' }));
    const { connections, events } = await read();
    const [only] = connections;
    expect(only?.next?.month).toBe('2026-09');
    expect(only?.rows[0]).toMatchObject({ state: 'closed', closedBy: 'ana', reason: 'audit', faults: [] });
    expect(events).toMatchObject([{ kind: 'close', month: '2026-08', by: 'ana', reason: 'audit' }]);
  });

  it('is not for a reader of some accounts', async () => {
    const some = new Set(['111111111111']);
    const scope = mintScope(db, some);
    await expect(read({ ...administratorOf(db), scope, role: 'viewer' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
