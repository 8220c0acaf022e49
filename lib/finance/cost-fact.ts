import { type ChargeClass, chargeClassOf } from './charge-class';
import { tagKeyOf } from './cube';
import { magnitude } from './money';
import type { Day, Month } from './month';

/** A cell of the book (`recordType`), of one basis, in units of 10⁻⁹. `account` is null where it was summed away. */
export type BookCell = {
  readonly month: Month;
  readonly account: string | null;
  readonly recordType: string;
  readonly units: bigint;
};
/** A cell of a face of the usage; `key` is the service or the raw tag value. */
export type FaceCell = {
  readonly month: Month;
  readonly account: string | null;
  readonly key: string;
  readonly units: bigint;
};
/** A cell of a daily cube: `account` of `daily.account`, `service` and `recordType` of `daily.charge`. */
export type DayCell = {
  readonly month: Month;
  readonly day: Day;
  readonly account: string | null;
  readonly service: string | null;
  readonly recordType: string | null;
  readonly units: bigint;
};

/**
 * What is known of a face or daily cube of one month: it was not read, it adds up to the book, it does not, or nobody
 * has compared them: because it was not read whole, or because the reader may not know of the whole.
 */
export type FaceState = 'missing' | 'holds' | 'breach' | 'unchecked';

/** An amount and where it belongs. What is not known of it is null, or a key in parentheses that says why. */
export type CostFact = {
  readonly month: Month;
  readonly day: Day | string | null;
  readonly account: string | null;
  readonly chargeClass: ChargeClass | null;
  readonly recordType: string | null;
  /** The service or the tag value; `(tax)` and its like for what is not usage. */
  readonly key: string | null;
  /** Of facts that know them: a project's id and class, the environment, the payer's own category. */
  readonly project?: string | null;
  readonly projectClass?: string | null;
  readonly environment?: string | null;
  readonly category?: string | null;
  readonly units: bigint;
};

export const classKey = (charge: ChargeClass): string => `(${charge})`;

/** A key of ours; what a company's own tag value can't be (`tagValueKey`). */
const OURS = /^\\*\([a-z ]+\)$/;

/** The key of a raw tag value: itself, or with a backslash before it where it would read as a key of ours. */
export const tagValueKey = (value: string): string => (OURS.test(value) ? `\\${value}` : value);

/** The book as facts. */
export const bookFacts = (book: readonly BookCell[]): CostFact[] =>
  book.map(({ month, account, recordType, units }) => ({
    ...{ month, day: null, account, chargeClass: chargeClassOf(recordType), recordType, key: null, units },
  }));

/**
 * The book with its usage told by a face: what is not usage has a row of its class, and what the face lacks of an
 * account's usage one that says why — `(untagged)`, `(rounding)`, `(not fetched)`, or `(unknown)` where the month
 * breaches. Σ facts = Σ book, to the unit, whatever the face says.
 */
export function faceFacts(
  cube: string,
  book: readonly BookCell[],
  face: readonly FaceCell[],
  stateOf: (month: Month) => FaceState,
): CostFact[] {
  const isTag = tagKeyOf(cube) !== null;
  const left = new Map<string, { month: Month; account: string | null; units: bigint; groups: bigint }>();
  const facts: CostFact[] = [];
  const take = (month: Month, account: string | null, units: bigint) => {
    const id = `${month}\u0000${account ?? ''}`;
    const known = left.get(id);
    if (!known) left.set(id, { month, account, units, groups: 1n });
    else {
      known.units += units;
      known.groups += 1n;
    }
  };
  for (const { month, account, recordType, units } of book) {
    const chargeClass = chargeClassOf(recordType);
    if (chargeClass === 'usage') take(month, account, units);
    else facts.push({ month, day: null, account, chargeClass, recordType, key: classKey(chargeClass), units });
  }
  for (const { month, account, key, units } of face) {
    if (isTag && key === '') continue;
    take(month, account, -units);
    const named = isTag ? tagValueKey(key) : key;
    facts.push({ month, day: null, account, chargeClass: 'usage', recordType: null, key: named, units });
  }
  for (const { month, account, units, groups } of left.values()) {
    const key = restKey(stateOf(month), isTag, magnitude(units) <= groups);
    if (units === 0n && !(account === null && key === '(untagged)')) continue;
    facts.push({ month, day: null, account, chargeClass: 'usage', recordType: null, key, units });
  }
  return facts;
}

/**
 * Every charge of an account under the payer's own category, `(untagged)` where it has none. What the category lacks of the
 * account's book has a row that says why. Σ facts = Σ book, to the unit.
 */
export function categoryFacts(
  book: readonly BookCell[],
  cells: readonly FaceCell[],
  stateOf: (month: Month) => FaceState,
): CostFact[] {
  const left = new Map<string, { month: Month; account: string | null; units: bigint; groups: bigint }>();
  const take = (month: Month, account: string | null, units: bigint) => {
    const id = `${month}\u0000${account ?? ''}`;
    const known = left.get(id) ?? { month, account, units: 0n, groups: 0n };
    left.set(id, { ...known, units: known.units + units, groups: known.groups + 1n });
  };
  const fact = (month: Month, account: string | null, category: string, units: bigint): CostFact => ({
    ...{ month, day: null, account, chargeClass: null, recordType: null, key: null, category, units },
  });
  for (const { month, account, units } of book) take(month, account, units);
  const facts = cells.map(({ month, account, key, units }) => {
    take(month, account, -units);
    return fact(month, account, key === '' ? '(untagged)' : tagValueKey(key), units);
  });
  for (const { month, account, units, groups } of left.values()) {
    if (units !== 0n)
      facts.push(fact(month, account, restKey(stateOf(month), false, magnitude(units) <= groups), units));
  }
  return facts;
}

/** `small`: at most one unit for every group summed, which is what AWS's rounding can make. */
function restKey(state: FaceState, isTag: boolean, small: boolean): string {
  if (state === 'missing') return '(not fetched)';
  if (isTag) return '(untagged)';
  return small || state === 'holds' ? '(rounding)' : '(unknown)';
}

/**
 * The days as facts, and what they lack of the book of their month: `(rounding)` where the days are whole,
 * `(not fetched)` where they are not, `(unknown)` where the month breaches. Σ facts = Σ book, to the unit.
 */
export function dayFacts(
  book: readonly BookCell[],
  days: readonly DayCell[],
  stateOf: (month: Month) => FaceState,
): CostFact[] {
  const byAccount = days.some(({ account }) => account !== null) || book.some(({ account }) => account !== null);
  const left = new Map<string, { cell: BookCell; units: bigint; groups: bigint }>();
  const take = (cell: BookCell) => {
    const id = `${cell.month}\u0000${byAccount ? (cell.account ?? '') : cell.recordType}`;
    const known = left.get(id) ?? { cell, units: 0n, groups: 0n };
    left.set(id, { cell: known.cell, units: known.units + cell.units, groups: known.groups + 1n });
  };
  for (const cell of book) take(byAccount ? { ...cell, recordType: '' } : cell);
  const facts = days.map(({ month, day, account, service, recordType, units }): CostFact => {
    take({ month, account, recordType: recordType ?? '', units: -units });
    return { ...charge(recordType, service), month, day, account, units };
  });
  for (const { cell, units, groups } of left.values()) {
    if (units === 0n) continue;
    const { month, account, recordType } = cell;
    const rest = restOfDays(stateOf(month), magnitude(units) <= groups);
    facts.push({ ...charge(byAccount ? null : recordType, rest), month, day: rest, account, units });
  }
  return facts;
}

function restOfDays(state: FaceState, small: boolean): string {
  if (state === 'missing') return '(not fetched)';
  if (small || state === 'holds') return '(rounding)';
  return state === 'breach' ? '(unknown)' : '(not fetched)';
}

/** Class and service of a charge: only usage has a service, anything else the row of its class. */
function charge(
  recordType: string | null,
  service: string | null,
): Pick<CostFact, 'chargeClass' | 'recordType' | 'key'> {
  if (recordType === null) return { chargeClass: null, recordType: null, key: null };
  const chargeClass = chargeClassOf(recordType);
  return { chargeClass, recordType, key: chargeClass === 'usage' ? service : classKey(chargeClass) };
}
