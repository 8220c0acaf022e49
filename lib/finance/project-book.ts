import type { BasisWeighted } from './allocate';
import { type Amounts, BASES, noAmounts } from './basis';
import type { SplitWeight } from './rules';
import type { Slice } from './slice';

/** A project's own charges of a month, or those in one account: what it weighs, and which of its slices share. */
export type ProjectBook = {
  readonly id: string;
  readonly usage: Amounts;
  readonly direct: Amounts;
  /** The slices as targets, by what they have; `account` gives the account of each. */
  readonly slices: (weight: SplitWeight) => readonly SliceTarget[];
};

export type SliceTarget = BasisWeighted & { readonly account: string };

/** All projects of a month, by id in byte order, and those of one account. A project is there when it has any charge. */
export type ProjectBooks = {
  readonly all: ReadonlyMap<string, ProjectBook>;
  readonly inAccount: (account: string) => readonly ProjectBook[];
};

export function projectBooks(slices: readonly Slice[]): ProjectBooks {
  const own = slices.filter(({ home }) => home.kind === 'project');
  const accounts = new Map<string, Slice[]>();
  for (const slice of own) {
    const list = accounts.get(slice.account);
    if (list) list.push(slice);
    else accounts.set(slice.account, [slice]);
  }
  const known = new Map<string, readonly ProjectBook[]>();
  return {
    all: new Map(booksOf(own).map((book) => [book.id, book])),
    inAccount: (account) => {
      const before = known.get(account);
      if (before) return before;
      const now = booksOf(accounts.get(account) ?? []);
      known.set(account, now);
      return now;
    },
  };
}

function booksOf(slices: readonly Slice[]): ProjectBook[] {
  const projects = new Map<string, Slice[]>();
  for (const slice of slices) {
    if (slice.home.kind !== 'project') continue;
    const list = projects.get(slice.home.id);
    if (list) list.push(slice);
    else projects.set(slice.home.id, [slice]);
  }
  return [...projects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, list]) => bookOfProject(id, list));
}

function bookOfProject(id: string, slices: readonly Slice[]): ProjectBook {
  const usage = noAmounts();
  const direct = noAmounts();
  for (const { chargeClass, amounts } of slices) {
    for (const basis of BASES) {
      direct[basis] += amounts[basis];
      if (chargeClass === 'usage') usage[basis] += amounts[basis];
    }
  }
  const made = new Map<string, SliceTarget[]>();
  return {
    id,
    usage,
    direct,
    slices: (weight) => {
      const kind = weight === 'direct' ? 'direct' : 'usage';
      const before = made.get(kind);
      if (before) return before;
      const now = targetsOf(slices, kind === 'direct');
      made.set(kind, now);
      return now;
    },
  };
}

/** All slices of a project: what has no weight gets nothing, unless none has any; then they share evenly. */
function targetsOf(slices: readonly Slice[], direct: boolean): SliceTarget[] {
  return slices
    .map(({ account, chargeClass, amounts }) => ({
      id: `${account} ${chargeClass}`,
      account,
      weights: direct || chargeClass === 'usage' ? amounts : noAmounts(),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
