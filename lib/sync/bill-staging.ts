import type { BillReading } from '@/lib/bills/reading';
import { AppError } from '@/lib/errors';
import { type Amounts, addAmounts, noAmounts } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import type { CubeName, MonthCell } from '@/lib/finance/cube';
import type { Month } from '@/lib/finance/month';
import { type Database, transaction } from '@/lib/store/database';
import { createLoad, writeMonthCells } from '@/lib/store/loads';
import { type SyncRun, type SyncStep, updateStep } from '@/lib/store/runs';
import { CellDigest } from './cell-digest';
import type { LeaseKeeper } from './lease-keeper';
import { stepQuery } from './step-query';

/** What was staged of one month: its loads by cube, and a digest of their cells by cube. */
export type StagedMonth = {
  readonly loads: Map<CubeName, number>;
  readonly digests: Map<CubeName, string>;
  cells: number;
};
export type StagedBill = ReadonlyMap<Month, StagedMonth>;

export type StagingContext = {
  readonly db: Database;
  readonly connectionId: string;
  readonly run: SyncRun;
  readonly lease: LeaseKeeper;
  readonly now: string;
  readonly onStaged: (cube: string, cells: number) => void;
};

/** Writes every cube of the file into loads that nothing points at yet, batch by batch in short transactions. */
export async function stageBill(
  context: StagingContext,
  reading: BillReading,
  olderCubes: ReadonlyMap<Month, readonly CubeName[]>,
): Promise<StagedBill> {
  const staged = new Map<Month, StagedMonth>(
    reading.months.map((month) => [month, { loads: new Map(), digests: new Map(), cells: 0 }]),
  );
  const usage = new Map<Month, Map<string, Amounts>>();
  for (const step of context.run.steps) {
    const query = stepQuery.parse(step.query);
    if (query.kind !== 'cube') continue;
    const cube = reading.cubes.find((each) => each === query.cube);
    if (cube === undefined) throw new TypeError(`not a cube of the file: ${query.cube}`);
    await stageCube(context, step, cube, reading.months, reading.cells(cube), staged, (cell) => {
      if (cube === 'recordType' && chargeClassOf(cell.key2) === 'usage') addUsage(usage, cell);
    });
  }
  for (const [month, cubes] of olderCubes) await stageUntagged(context, month, cubes, usage.get(month), staged);
  return staged;
}

function addUsage(usage: Map<Month, Map<string, Amounts>>, { month, key1, amounts }: MonthCell): void {
  const accounts = usage.get(month) ?? new Map<string, Amounts>();
  usage.set(month, accounts.set(key1, addAmounts(accounts.get(key1) ?? noAmounts(), amounts)));
}

async function stageCube(
  context: StagingContext,
  step: Pick<SyncStep, 'id'> | null,
  cube: CubeName,
  months: readonly Month[],
  batches: AsyncIterable<readonly MonthCell[]>,
  staged: StagedBill,
  each: (cell: MonthCell) => void,
): Promise<void> {
  const { db } = context;
  if (step) await updateStep(db, step.id, { status: 'running' });
  const loads = await createLoads(context, step, cube, months);
  const digests = new Map(months.map((month) => [month, new CellDigest()]));
  let cells = 0;
  for await (const batch of batches) {
    for (const cell of batch) {
      digests.get(cell.month)?.add(cell);
      each(cell);
    }
    cells += batch.length;
    context.lease.assertHeld();
    await transaction(db, async (tx) => {
      await writeMonthCells(tx, (month) => loadFor(loads, cube, month), batch);
      if (step) await updateStep(tx, step.id, { rows: cells });
    });
    context.onStaged(cube, batch.length);
  }
  if (step) await updateStep(db, step.id, { status: 'done', rows: cells });
  for (const [month, loadId] of loads) {
    const entry = staged.get(month);
    entry?.loads.set(cube, loadId);
    entry?.digests.set(cube, String(digests.get(month)));
    if (entry) entry.cells += digests.get(month)?.cells ?? 0;
  }
}

/** A load for every month of the file, also where the cube has nothing: an empty one replaces what was there. */
const createLoads = (
  { db, connectionId, run, now }: StagingContext,
  step: Pick<SyncStep, 'id'> | null,
  cube: CubeName,
  months: readonly Month[],
) =>
  transaction(db, async (tx) => {
    const loads = new Map<Month, number>();
    for (const month of months) {
      loads.set(
        month,
        await createLoad(tx, { connectionId, cube, month, runId: run.id, stepId: step?.id ?? null, createdAt: now }),
      );
    }
    return loads;
  });

function loadFor(loads: ReadonlyMap<Month, number>, cube: string, month: Month): number {
  const load = loads.get(month);
  if (load === undefined)
    throw new AppError('internal', `${cube} has a cell of ${month}, which is not a month of the file`);
  return load;
}

/** Tag keys that an older version of the file had and this one has not: all usage is untagged now. */
async function stageUntagged(
  context: StagingContext,
  month: Month,
  cubes: readonly CubeName[],
  usage: ReadonlyMap<string, Amounts> | undefined,
  staged: StagedBill,
): Promise<void> {
  const cells = [...(usage ?? [])].map(([key1, amounts]): MonthCell => ({ month, key1, key2: '', day: 0, amounts }));
  for (const cube of cubes) await stageCube(context, null, cube, [month], batchesOf(cells), staged, () => undefined);
}

async function* batchesOf(cells: readonly MonthCell[]): AsyncGenerator<readonly MonthCell[]> {
  for (let at = 0; at < cells.length; at += 5_000) yield cells.slice(at, at + 5_000);
}
