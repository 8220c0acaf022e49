import { type InputChange, planChange } from '@/lib/finance/input-change';
import {
  BUDGET,
  type Budget,
  DRIVER,
  type Draft,
  type Driver,
  type InputEntry,
  type InputKind,
  OUTSIDE_COST,
  type OutsideCost,
  REVENUE,
  type Revenue,
} from '@/lib/finance/input-kind';
import { monthsOfLines, repeatedLines, writeLine } from '@/lib/finance/input-line';
import type { MonthRange } from '@/lib/finance/month';
import { type Actor, MACHINE, recordAudit } from './audit';
import { closedLineFaults } from './closed-lines';
import { type Database, transaction, type Writer } from './database';
import { type LineNote, readCurrencies, withCurrency } from './input-currency';
import { putEntries, readEntries, removeEntries } from './input-table';
import { inputWarnings } from './input-warnings';
import { Prisma } from './rows';
import { type AccountScope, withinEntities } from './scope';

export type { LineNote } from './input-currency';

/** What became of lines: all of them are in the store, or none is and every fault is told. */
export type SavedInputs<Entry> =
  | { readonly kind: 'refused'; readonly faults: readonly LineNote[] }
  | { readonly kind: 'saved'; readonly change: InputChange<Entry>; readonly warnings: readonly LineNote[] };

/** Entries of `[from, to)`, or of all months when null, of the entities in scope, in the order of their keys. */
export const listInputs = <Entry>(
  scope: AccountScope,
  kind: InputKind<Entry>,
  months: MonthRange | null,
): Promise<Entry[]> => readEntries(scope.db, kind, months, withinEntities(scope, Prisma.raw('"entity"')));

export const listRevenue = (scope: AccountScope, months: MonthRange | null): Promise<Revenue[]> =>
  listInputs(scope, REVENUE, months);

export const listBudgets = (scope: AccountScope, months: MonthRange | null): Promise<Budget[]> =>
  listInputs(scope, BUDGET, months);

export const listDrivers = (scope: AccountScope, months: MonthRange | null): Promise<Driver[]> =>
  listInputs(scope, DRIVER, months);

/** Outside costs that have a month in the range; each is whole, with all its months. */
export const listOutsideCosts = (scope: AccountScope, months: MonthRange | null): Promise<OutsideCost[]> =>
  listInputs(scope, OUTSIDE_COST, months);

/**
 * Adds, replaces and removes entries in one transaction: all lines or none, with their record in the audit log. The same
 * lines twice change nothing. A dry run answers the same and writes nothing. `at`: the instant, ISO, UTC.
 * @throws RangeError for two lines about one entry: whoever read them tells which
 */
export async function saveInputs<Entry extends InputEntry & Draft<Entry>>(
  db: Database,
  kind: InputKind<Entry>,
  given: readonly Draft<Entry>[],
  {
    dryRun = false,
    actor = MACHINE,
    at = new Date().toISOString(),
  }: { dryRun?: boolean; actor?: Actor; at?: string } = {},
): Promise<SavedInputs<Entry>> {
  if (repeatedLines(kind, given).length > 0) throw new RangeError('two lines are about one entry');
  const work = async (tx: Writer, record: boolean): Promise<SavedInputs<Entry>> => {
    const entities = new Set(given.map((line) => writeLine(kind, line).entity ?? ''));
    const currencies = await readCurrencies(tx, entities);
    const { lines, faults } = withCurrency(kind, given, currencies);
    if (faults.length > 0) return { kind: 'refused', faults };
    const months = monthsOfLines(kind, lines);
    const stored = months ? await readEntries(tx, kind, months, Prisma.sql`1 = 1`) : [];
    const change = planChange(kind, stored, lines);
    const closed = await closedLineFaults(tx, kind, lines, change);
    if (closed.length > 0) return { kind: 'refused', faults: closed };
    if (record) {
      await putEntries(tx, kind, [...change.added, ...change.changed.map(({ after }) => after)]);
      await removeEntries(tx, kind, change.removed);
      await recordChange(tx, kind, change, { ...actor, at });
    }
    return { kind: 'saved', change, warnings: inputWarnings(kind, { lines, stored, change }, currencies) };
  };
  return dryRun ? work(db, false) : transaction(db, (tx) => work(tx, true));
}

/** Lines of one change that the audit log tells in full; of more it tells the count. */
const LINES_RECORDED = 200;

async function recordChange<Entry extends Draft<Entry>>(
  tx: Writer,
  kind: InputKind<Entry>,
  { added, changed, removed }: InputChange<Entry>,
  who: Actor & { readonly at: string },
): Promise<void> {
  const count = added.length + changed.length + removed.length;
  if (count === 0) return;
  const lines = (entries: readonly Entry[]) => entries.slice(0, LINES_RECORDED).map((each) => writeLine(kind, each));
  await recordAudit(tx, {
    ...{ ...who, action: `${kind.name}.change`, subject: `${count} ${count === 1 ? 'line' : 'lines'} of ${kind.name}` },
    before: { changed: lines(changed.map(({ before }) => before)), removed: lines(removed) },
    after: {
      ...{ added: lines(added), changed: lines(changed.map(({ after }) => after)) },
      counts: { added: added.length, changed: changed.length, removed: removed.length },
    },
  });
}
