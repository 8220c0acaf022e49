import { axesOf } from './account-axis';
import { type Assigner, assignerOf } from './assignment';
import { type Amounts, addAmounts, BASES, noAmounts, sumAmounts } from './basis';
import type { DetailLookup } from './detail';
import type { FaceCell } from './face';
import { KEPT_FACES, type KeptName, keepFaces, sumOfFace } from './kept-face';
import type { Month } from './month';
import type { Check, GroupSum } from './reconcile';
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
  /** What account rules give all charges of an account, by account. */
  readonly environments: ReadonlyMap<string, string>;
};

/** What the faces of the mixed accounts are made of. */
export type FaceSources = {
  readonly services: ReadonlyMap<string, ReadonlyMap<string, Amounts>> | null;
  readonly detail: DetailLookup;
};

/** Everything that follows from the book, the cubes and the rules (`finance.md` §6–9). */
export type DerivedMonth = Omit<DerivedHomes, 'assigner' | 'mixed'> & {
  /** The faces of the mixed accounts as they are kept; that of homes is in the slices. */
  readonly faces: ReadonlyMap<KeptName, readonly FaceCell[]>;
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
  const environments = new Map<string, string>();
  for (const each of accounts) {
    const { environment } = each.assignment;
    if (environment) environments.set(each.account, environment.value);
    const one = singleHomeOf(each, serviceSums && (serviceSums.get(each.account) ?? NOTHING), assigner);
    if (!one) mixed.push(each);
    else if (one.rest.length > 0 || BASES.some((basis) => one.whole.amounts[basis] !== 0n)) single.push(one);
  }
  return {
    assigner,
    slices,
    split: splitPools({ rules, month, slices, revenue }),
    breaches,
    single,
    mixed,
    environments,
  };
}

const NOTHING: GroupSum = { amounts: noAmounts(), groups: 0 };
const NO_SERVICES: ReadonlyMap<string, Amounts> = new Map();

/** Tells the usage of the mixed accounts by every face, as far as it is known. */
export function deriveMonth(input: DeriveInput, homes: DerivedHomes, sources: FaceSources): DerivedMonth {
  const { assigner, mixed, ...rest } = homes;
  const faces = new Map<KeptName, FaceCell[]>();
  for (const account of mixed) {
    const own = sources.services && (sources.services.get(account.account) ?? NO_SERVICES);
    const axes = axesOf(account, own, assigner);
    for (const [name, cells] of keepFaces(account.account, axes, sources.detail)) {
      const known = faces.get(name);
      if (known) for (const cell of cells) known.push(cell);
      else faces.set(name, [...cells]);
    }
  }
  return { ...rest, faces, checks: checksOf(input, homes, faces) };
}

function checksOf({ book }: DeriveInput, { slices, single }: DerivedHomes, faces: DerivedMonth['faces']): Check[] {
  const classes = [...book.values()].flatMap((of) => [...of]);
  const whole = sumAmounts(classes.map(([, { amounts }]) => amounts));
  const usage = sumAmounts(classes.flatMap(([name, { amounts }]) => (name === 'usage' ? [amounts] : [])));
  const followed = sumAmounts(single.map(({ whole: own }) => own.amounts));
  const sums = KEPT_FACES.map((face) => addAmounts(followed, sumOfFace(face, faces)));
  return [
    ...exactChecks('slices', whole, [sumAmounts(slices.map(({ amounts }) => amounts))]),
    ...exactChecks('faces', usage, sums),
  ];
}

/** One check a basis, of the first sum that differs. */
const exactChecks = (name: string, expected: Amounts, actual: readonly Amounts[]): Check[] =>
  BASES.map((basis) => {
    const sums = actual.map((each) => each[basis]);
    const found = sums.find((sum) => sum !== expected[basis]) ?? expected[basis];
    return { name, basis, expected: expected[basis], actual: found, bound: 0n, holds: found === expected[basis] };
  });
