import type { Bill, BillLine } from '@/lib/finance/bill';
import { billWorld } from '@/lib/sandbox/bill-world';
import type { World } from '@/lib/sandbox/world';
import { listMonthBooks } from '@/lib/store/books';
import { type CostSum, sumCells } from '@/lib/store/costs';
import { smallBill } from './bill-fixture';
import type { SyncFixture } from './sync-fixture';

/** The noon at which the small company is looked at. */
export const NOON = '2026-11-24T12:00:00Z';
/** The fourteen months that AWS serves then. */
export const SERVED = { from: '2025-10', to: '2026-12' };

/** A world whose clock and bill a test may move. */
export type MovableWorld = World & {
  set: (at: string) => void;
  edit: (change: (line: BillLine) => BillLine | null) => void;
};

/** Months of a world that nobody gave a bill: the open one, one that is estimated, and enough that are final. */
export const FEW_MONTHS = 5;

/** Without a bill, AWS serves five months of the small company, which a sync reads in a third of the time of fourteen. */
export function movableWorld(bill?: Bill, start = NOON): MovableWorld {
  let at = new Date(start);
  const few = bill ? {} : { historyMonths: FEW_MONTHS };
  const world: MovableWorld = Object.assign(
    billWorld(bill ?? smallBill('2026-11', FEW_MONTHS), { now: () => at }),
    few,
    {
      set: (next: string): void => {
        at = new Date(next);
      },
      edit: (change: (line: BillLine) => BillLine | null): void => {
        world.bill = { currency: world.bill.currency, lines: world.bill.lines.flatMap((line) => change(line) ?? []) };
      },
    },
  );
  return world;
}

/** Every published cell of a cube, by month and keys. */
export const cellsOf = (fixture: SyncFixture, cube: string, months = SERVED): Promise<CostSum[]> =>
  sumCells(fixture.scope, { connectionId: fixture.connectionId, cube, months, groupBy: ['month', 'key1', 'key2'] });

/** Everything that a reader can see of the figures, to compare two stores or two moments: cells of each cube, books, accounts. */
export async function figuresOf(
  fixture: SyncFixture,
  cubes = ['recordType', 'service', 'tag:app', 'daily.account', 'daily.charge'],
) {
  const cells = await Promise.all(
    cubes.map((cube) =>
      sumCells(fixture.scope, {
        connectionId: fixture.connectionId,
        cube,
        months: SERVED,
        groupBy: cube.startsWith('daily') ? ['day', 'key1', 'key2'] : ['month', 'key1', 'key2'],
      }),
    ),
  );
  const books = await listMonthBooks(fixture.scope, fixture.connectionId);
  return { cells, books: books.map(({ runId: _, publishedAt: __, ...book }) => book) };
}

/** Holds the identity of every published month: Σ recordType + residual = control, to the unit, in every basis. */
export async function identitiesOf(fixture: SyncFixture): Promise<{ month: string; off: bigint[]; holds: boolean }[]> {
  const rows = await cellsOf(fixture, 'recordType', { from: '2000-01', to: '2100-01' });
  return (await listMonthBooks(fixture.scope, fixture.connectionId)).map(({ month, amounts, residual, holds }) => ({
    month,
    holds,
    off: (['unblended', 'amortized', 'netUnblended', 'netAmortized', 'blended'] as const).map(
      (basis) =>
        rows.reduce((sum, row) => (row.month === month ? sum + row.amounts[basis] : sum), residual[basis]) -
        amounts[basis],
    ),
  }));
}
