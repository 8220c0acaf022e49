import { expect, it } from 'vitest';
import { readBillLines } from '@/lib/bills/lines';
import { readBill } from '@/lib/bills/reading';
import { BASES } from '@/lib/finance/basis';
import { billWorld } from '@/lib/sandbox/bill-world';
import { sumCells } from '@/lib/store/costs';
import { syncFixture } from './sync-fixture';

const CUR = ['../shared/data/cur-2018-12-01.csv.gz'];

it('gives the same book from a report that is imported and from one that AWS serves, within the rounding bound', async () => {
  const world = billWorld(await readBillLines(CUR, 'cur'), { now: () => new Date('2018-12-20T12:00:00Z') });
  const fixture = await syncFixture(world);
  expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
  const months = { from: '2018-12', to: '2019-01' };
  const query = { connectionId: fixture.connectionId, cube: 'recordType', months, groupBy: ['key1', 'key2'] } as const;
  const pulled = new Map(
    (await sumCells(fixture.scope, query)).map(({ key1, key2, amounts }) => [`${key1} ${key2}`, amounts]),
  );
  const reading = await readBill(CUR, 'cur');
  let cells = 0;
  for await (const batch of reading.cells('recordType')) {
    for (const { key1, key2, amounts } of batch) {
      cells += 1;
      for (const basis of BASES) {
        const off = amounts[basis] - (pulled.get(`${key1} ${key2}`)?.[basis] ?? 0n);
        expect(off >= -1n && off <= 1n).toBe(true);
      }
    }
  }
  await reading.close();
  expect([cells, pulled.size]).toEqual([5, 5]);
});
