import type { ChangedLine, Saved } from '@/components/inputs/input-actions';
import type { InputChange } from '@/lib/finance/input-change';
import {
  BUDGET,
  type Budget,
  DRIVER,
  type Draft,
  type Driver,
  type InputEntry,
  type InputKind,
  type InputName,
  type LineKind,
  OUTSIDE_COST,
  type OutsideCost,
  REVENUE,
  type Revenue,
} from '@/lib/finance/input-kind';
import { writeLine } from '@/lib/finance/input-line';
import { formatDecimal, parseDecimal } from '@/lib/finance/money';

/** Something to be done with any kind of finance input. */
export type WithKind<Result> = <Entry extends InputEntry & Draft<Entry>>(kind: InputKind<Entry>) => Result;

/** Does it with the kind of that name. */
export function withKind<Result>(name: InputName, work: WithKind<Result>): Result {
  switch (name) {
    case 'revenue':
      return work<Revenue>(REVENUE);
    case 'budget':
      return work<Budget>(BUDGET);
    case 'driver':
      return work<Driver>(DRIVER);
    case 'cost':
      return work<OutsideCost>(OUTSIDE_COST);
  }
}

/** What lines change, as the page shows it before and after they are stored. */
export function toSaved<Entry extends Draft<Entry>>(
  kind: LineKind<Entry>,
  { change, warnings }: { readonly change: InputChange<Entry>; readonly warnings: Saved['warnings'] },
): Saved {
  const text = (entry: Entry) => writeLine(kind, entry);
  const changes: ChangedLine[] = [
    ...change.added.map((entry) => ({ change: 'added' as const, line: text(entry), before: null })),
    ...change.changed.map((each) => ({
      change: 'changed' as const,
      line: text(each.after),
      before: text(each.before),
    })),
    ...change.removed.map((entry) => ({ change: 'removed' as const, line: text(entry), before: text(entry) })),
  ];
  return { ok: true, changes, unchanged: change.unchanged.length, warnings };
}

/** Σ of the amounts by currency; none of what has no currency. */
export function totalsOf<Entry extends Draft<Entry>>(kind: LineKind<Entry>, entries: readonly Entry[]) {
  const sums = new Map<string, bigint>();
  for (const entry of entries) {
    const { currency, amount = '0' } = writeLine(kind, entry);
    if (currency) sums.set(currency, (sums.get(currency) ?? 0n) + parseDecimal(amount));
  }
  return [...sums].map(([currency, units]) => ({ currency, amount: formatDecimal(units) }));
}
