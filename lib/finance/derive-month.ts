import { type Assigner, assignerOf } from './assignment';
import { type Amounts, addAmounts, BASES, noAmounts, sumAmounts } from './basis';
import type { DetailLookup } from './detail';
import { buildFaces, FACES, type FaceCell, type FaceName } from './face';
import { keptFace, sumOfKept } from './kept-face';
import type { Month } from './month';
import type { Check, GroupSum } from './reconcile';
import { isNothing } from './rounding';
import type { Rules } from './rules';
import { type SingleHome, singleHomeOf } from './single-home';
import { type AccountMonth, buildSlices, type MonthInput, type Slice } from './slice';
import { type Split, splitPools } from './split';
import type { ChainBreach } from './tag-chain';

/** One month of one connection, with what its slices and shares are made of. */
export type DeriveInput = Omit<MonthInput, 'assigner'> & {
  readonly month: Month;
  readonly rules: Rules;
  /** Usage by account, summed over its services; null where they were not read. */
  readonly serviceSums: ReadonlyMap<string, GroupSum> | null;
  /** Revenue by project, units of 10⁻⁹ (`revenueByProject`). */
  readonly revenue: ReadonlyMap<string, bigint>;
};

/** The slices of a month, what pools moved, and what is still to be told of its usage. */
export type DerivedHomes = {
  readonly assigner: Assigner;
  readonly slices: readonly Slice[];
  readonly split: Split;
  readonly breaches: readonly ChainBreach[];
  /** Accounts whose faces follow from one home and one environment. */
  readonly single: readonly SingleHome[];
  /** All others: their faces take their services one by one. */
  readonly mixed: readonly AccountMonth[];
};

/** What the faces of the mixed accounts are made of. */
export type FaceSources = {
  readonly services: ReadonlyMap<string, ReadonlyMap<string, Amounts>> | null;
  readonly detail: DetailLookup;
};

/** Everything that follows from the book, the cubes and the rules (`finance.md` §6–9). */
export type DerivedMonth = Omit<DerivedHomes, 'assigner' | 'mixed'> & {
  /** The faces of the mixed accounts but for that of homes, which the slices have, each as `keptFace` keeps it. */
  readonly faces: ReadonlyMap<FaceName, readonly FaceCell[]>;
  /** Σ slices = the book, and Σ of every face = its usage: by construction, and counted again. */
  readonly checks: readonly Check[];
};

/** Gives every charge a home and splits the pools; AWS is not asked. The same input gives the same output. */
export function deriveHomes(input: DeriveInput): DerivedHomes {
  const { rules, month, revenue, serviceSums } = input;
  const assigner = assignerOf(rules, month);
  const { slices, accounts, breaches } = buildSlices({ ...input, assigner });
  const single: SingleHome[] = [];
  const mixed: AccountMonth[] = [];
  for (const each of accounts) {
    const one = singleHomeOf(each, serviceSums && (serviceSums.get(each.account) ?? NOTHING), assigner);
    if (!one) mixed.push(each);
    else if (one.rest.length > 0 || BASES.some((basis) => one.whole.amounts[basis] !== 0n)) single.push(one);
  }
  return { assigner, slices, split: splitPools({ rules, month, slices, revenue }), breaches, single, mixed };
}

const NOTHING: GroupSum = { amounts: noAmounts(), groups: 0 };

/** The home face is in the slices. */
const TOLD = FACES.filter((name) => name !== 'home');

/** Tells the usage of the mixed accounts by every face, as far as it is known. */
export function deriveMonth(input: DeriveInput, homes: DerivedHomes, sources: FaceSources): DerivedMonth {
  const { assigner, mixed, ...rest } = homes;
  const faces = new Map<FaceName, FaceCell[]>();
  for (const account of mixed) {
    const services = [...(sources.services?.get(account.account) ?? [])].filter(([, amounts]) => !isNothing(amounts));
    for (const [name, cells] of buildFaces(account, { assigner, ...sources }, TOLD)) {
      const kept = keptFace(name, cells, services.length);
      const known = faces.get(name);
      if (known) for (const cell of kept) known.push(cell);
      else faces.set(name, [...kept]);
    }
  }
  return { ...rest, faces, checks: checksOf(input, homes, faces) };
}

function checksOf({ book }: DeriveInput, { slices, single }: DerivedHomes, faces: DerivedMonth['faces']): Check[] {
  const classes = [...book.values()].flatMap((of) => [...of]);
  const whole = sumAmounts(classes.map(([, { amounts }]) => amounts));
  const usage = sumAmounts(classes.flatMap(([name, { amounts }]) => (name === 'usage' ? [amounts] : [])));
  const followed = sumAmounts(single.map(({ whole: own }) => own.amounts));
  const sums = [...faces].map(([name, cells]) => addAmounts(followed, sumOfKept(name, cells)));
  return [
    ...exactChecks('slices', whole, [sumAmounts(slices.map(({ amounts }) => amounts))]),
    ...exactChecks('faces', usage, sums.length === 0 ? [followed] : sums),
  ];
}

/** One check a basis, of the first sum that differs. */
const exactChecks = (name: string, expected: Amounts, actual: readonly Amounts[]): Check[] =>
  BASES.map((basis) => {
    const sums = actual.map((each) => each[basis]);
    const found = sums.find((sum) => sum !== expected[basis]) ?? expected[basis];
    return { name, basis, expected: expected[basis], actual: found, bound: 0n, holds: found === expected[basis] };
  });
