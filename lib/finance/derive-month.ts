import { type Assigner, assignerOf } from './assignment';
import { type Amounts, addAmounts, BASES, noAmounts, sumAmounts } from './basis';
import type { DetailLookup } from './detail';
import { buildFaces, type FaceCell, type FaceName } from './face';
import type { Month } from './month';
import type { Check } from './reconcile';
import type { Rules } from './rules';
import { type SingleHome, singleHomeOf } from './single-home';
import { type AccountMonth, type Book, buildSlices, type MonthInput, type Slice } from './slice';
import { type Split, splitPools } from './split';
import type { ChainBreach } from './tag-chain';

/** One month of one connection, with all that its slices, faces and shares are made of. */
export type DeriveInput = Omit<MonthInput, 'assigner'> & {
  readonly month: Month;
  readonly rules: Rules;
  /** Usage by account and service; null where it was not read. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, Amounts>> | null;
  readonly detail: DetailLookup;
  /** Revenue by project, units of 10⁻⁹ (`revenueByProject`). */
  readonly revenue: ReadonlyMap<string, bigint>;
};

/** Everything that follows from the book, the cubes and the rules (`finance.md` §6–9). */
export type DerivedMonth = {
  readonly slices: readonly Slice[];
  /** Accounts whose faces follow from one home and one environment. */
  readonly single: readonly SingleHome[];
  /** The faces of all others, each whole. */
  readonly faces: ReadonlyMap<FaceName, readonly FaceCell[]>;
  readonly split: Split;
  readonly breaches: readonly ChainBreach[];
  /** Σ slices = the book, and Σ of every face = its usage: by construction, and counted again. */
  readonly checks: readonly Check[];
};

/** Builds a month from what is stored of it; AWS is not asked. The same input gives the same output. */
export function deriveMonth(input: DeriveInput): DerivedMonth {
  const assigner = assignerOf(input.rules, input.month);
  const { slices, accounts, breaches } = buildSlices({ ...input, assigner });
  const { single, faces } = facesOf(accounts, input, assigner);
  const split = splitPools({ rules: input.rules, month: input.month, slices, revenue: input.revenue });
  const checks = [...checkSlices(input.book, slices), ...checkFaces(accounts, single, faces)];
  return { slices, single, faces, split, breaches, checks };
}

function facesOf(accounts: readonly AccountMonth[], { services, detail }: DeriveInput, assigner: Assigner) {
  const single: SingleHome[] = [];
  const faces = new Map<FaceName, FaceCell[]>();
  for (const month of accounts) {
    const own = services && (services.get(month.account) ?? new Map<string, Amounts>());
    const one = singleHomeOf(month, own, assigner);
    if (one) {
      if (BASES.some((basis) => one.whole.amounts[basis] !== 0n) || one.rest.length > 0) single.push(one);
      continue;
    }
    for (const [name, cells] of buildFaces(month, { assigner, services, detail })) {
      const known = faces.get(name);
      if (known) for (const cell of cells) known.push(cell);
      else faces.set(name, [...cells]);
    }
  }
  return { single, faces };
}

function checkSlices(book: Book, slices: readonly Slice[]): Check[] {
  const expected = sumAmounts([...book.values()].flatMap((classes) => [...classes.values()].map((sum) => sum.amounts)));
  return exactChecks('slices', expected, sumAmounts(slices.map(({ amounts }) => amounts)));
}

function checkFaces(
  accounts: readonly AccountMonth[],
  single: readonly SingleHome[],
  faces: DerivedMonth['faces'],
): Check[] {
  const expected = sumAmounts(accounts.map(({ usage }) => usage.amounts));
  const followed = sumAmounts(single.map(({ whole }) => whole.amounts));
  const names = [...faces.keys()];
  const sums = names.map((name) =>
    addAmounts(followed, sumAmounts((faces.get(name) ?? []).map((cell) => cell.amounts))),
  );
  return names.length === 0
    ? exactChecks('faces', expected, followed)
    : names.flatMap((name, at) => exactChecks(`face ${name}`, expected, sums[at] ?? noAmounts()));
}

const exactChecks = (name: string, expected: Amounts, actual: Amounts): Check[] =>
  BASES.map((basis) => ({
    name,
    basis,
    expected: expected[basis],
    actual: actual[basis],
    bound: 0n,
    holds: expected[basis] === actual[basis],
  }));
