import { type Amounts, addAmounts, noAmounts, subtractAmounts } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import type { LedgerMonth, LedgerSlice } from '@/lib/finance/ledger-month';
import { isNothing } from '@/lib/finance/rounding';

/** A part of a slice as the book or a face has it; what is not known of it is null. */
export type SliceCell = {
  readonly recordType: string | null;
  readonly service: string | null;
  readonly environment: string | null;
  readonly amounts: Amounts;
};

export type SlicePart = Pick<LedgerSlice, 'account' | 'home' | 'chargeClass'> & {
  readonly cells: readonly SliceCell[];
};

/** What each slice is made of: its cells sum to it, less what is placed there. Last come cells that have no slice. */
export function* partsOf({ slices, usage, placements, recordTypes }: LedgerMonth): Generator<SlicePart> {
  const cellsOfUsage = new Map<string, SliceCell[]>();
  const placed = new Map(placements.map(({ account, home, amounts }) => [JSON.stringify([account, home]), amounts]));
  const cellsOfClass = new Map<string, SliceCell[]>();
  for (const { account, home, environment, service, amounts } of usage)
    append(cellsOfUsage, JSON.stringify([account, home]), { recordType: null, service, environment, amounts });
  for (const { account, recordType, amounts } of recordTypes)
    append(cellsOfClass, JSON.stringify([account, chargeClassOf(recordType)]), { ...UNKNOWN, recordType, amounts });
  for (const { account, chargeClass, home, amounts } of slices) {
    const part = { account, chargeClass, home };
    if (chargeClass !== 'usage') {
      const cells = cellsOfClass.get(JSON.stringify([account, chargeClass])) ?? [];
      yield { ...part, cells: isNothing(restOf(amounts, cells)) ? cells : [{ ...UNKNOWN, amounts }] };
      continue;
    }
    const key = JSON.stringify([account, part.home]);
    const cells = cellsOfUsage.get(key) ?? [];
    cellsOfUsage.delete(key);
    const rest = restOf(subtractAmounts(amounts, placed.get(key) ?? noAmounts()), cells);
    yield { ...part, cells: isNothing(rest) ? cells : [...cells, { ...UNKNOWN, amounts: rest }] };
  }
  for (const { account, home } of usage) {
    const key = JSON.stringify([account, home]);
    const cells = cellsOfUsage.get(key) ?? [];
    cellsOfUsage.delete(key);
    if (home !== null && isNothing(restOf(subtractAmounts(noAmounts(), placed.get(key) ?? noAmounts()), cells)))
      yield { account, chargeClass: 'usage', home, cells };
  }
}

const UNKNOWN = { recordType: null, service: null, environment: null } as const;

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

const restOf = (whole: Amounts, cells: readonly SliceCell[]): Amounts =>
  subtractAmounts(
    whole,
    cells.reduce((sum, { amounts }) => addAmounts(sum, amounts), noAmounts()),
  );
