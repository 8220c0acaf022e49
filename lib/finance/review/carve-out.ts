import type { ChargeClass } from '../charge-class';
import { keyOfHome } from '../home';
import { largestFirst } from './review-facts';

/** Σ of a project's charges in one account, or of its part in one that it shares. Units of 10⁻⁹, in one basis. */
export type CarveSlice = {
  readonly account: string;
  readonly home: string;
  readonly chargeClass: ChargeClass;
  readonly units: bigint;
};

export type CarveShare = {
  readonly home: string;
  readonly pool: string;
  readonly side: 'in' | 'out';
  readonly units: bigint;
};

/** What savings plans pay for in an account: usage at on-demand prices, and what the basis charges the account for it. */
export type CoveredUsage = { readonly onDemand: bigint; readonly effective: bigint };

export type CarveTerms = {
  /** By account; null where record types were not read. Plans that cover usage in shared accounts are not told. */
  readonly covered: ReadonlyMap<string, CoveredUsage> | null;
  /** In a net basis, what its lines have of discounts in themselves: net less gross, below zero. Otherwise nothing. */
  readonly folded: bigint;
};

/** A project's statement if it left the organization. Amounts are units of 10⁻⁹, in one basis and the same months. */
export type CarveOut = {
  readonly project: string;
  /** Its own charges: `own` + `scattered`. */
  readonly direct: bigint;
  /** In accounts that no other project or pool has a cost in, which would go with it. */
  readonly own: bigint;
  /** In accounts that others use, which it would have to be moved out of. */
  readonly scattered: bigint;
  /** own / direct in thousandths, 0 to 1000; null without direct cost above zero. */
  readonly separability: number | null;
  /** What it carries of shared cost today, by pool: without it the others would carry that. */
  readonly shared: readonly { readonly pool: string; readonly units: bigint }[];
  readonly sharedTotal: bigint;
  /** Discounts of its own charges that were negotiated for the whole: negative; it would lose them. */
  readonly discounts: bigint;
  /** What the organization's savings plans save it in accounts of its own: it would pay that more. Null where not known. */
  readonly planSavings: bigint | null;
  /** `direct` without `discounts` and with `planSavings`: what the same would cost alone. Null where not known. */
  readonly alone: bigint | null;
  readonly accounts: readonly { readonly account: string; readonly units: bigint; readonly own: boolean }[];
};

/**
 * What would go with a project, what it would lose, and what would fall on the others. Σ accounts = direct = own +
 * scattered; direct + sharedTotal is what it costs today.
 */
export function carveOut(
  project: string,
  slices: readonly CarveSlice[],
  shares: readonly CarveShare[],
  { covered, folded }: CarveTerms,
): CarveOut {
  const home = keyOfHome({ kind: 'project', id: project });
  const used = new Set(
    slices.filter((slice) => slice.home !== home && isSomebodys(slice)).map(({ account }) => account),
  );
  const accounts = new Map<string, bigint>();
  let discounts = folded;
  for (const slice of slices) {
    if (slice.home !== home) continue;
    accounts.set(slice.account, (accounts.get(slice.account) ?? 0n) + slice.units);
    if (slice.chargeClass === 'discount') discounts += slice.units;
  }
  const pools = new Map<string, bigint>();
  for (const { home: to, pool, side, units } of shares) {
    if (to === home) pools.set(pool, (pools.get(pool) ?? 0n) + (side === 'in' ? units : -units));
  }
  const list = [...accounts].map(([account, units]) => ({ account, units, own: !used.has(account) }));
  const sum = (parts: readonly { readonly units: bigint }[]) => parts.reduce((total, { units }) => total + units, 0n);
  const own = sum(list.filter((each) => each.own));
  const direct = sum(list);
  const planSavings = covered && savingsOf(list, covered);
  return {
    ...{ project, direct, own, scattered: direct - own, discounts, planSavings, sharedTotal: sum(listOf(pools)) },
    separability: direct > 0n ? permille(own, direct) : null,
    shared: listOf(pools),
    alone: planSavings === null ? null : direct - discounts + planSavings,
    accounts: list.sort((a, b) => largestFirst(a.units, b.units) || (a.account < b.account ? -1 : 1)),
  };
}

/** A cost of another project or pool; what has no home does not make an account a shared one. */
const isSomebodys = ({ home, units }: CarveSlice): boolean =>
  units !== 0n && (home.startsWith('project:') || home.startsWith('pool:'));

const listOf = (pools: ReadonlyMap<string, bigint>) =>
  [...pools].map(([pool, units]) => ({ pool, units })).sort((a, b) => largestFirst(a.units, b.units));

/** Credits may make a part larger than the whole: it is still at most all of it. */
function permille(part: bigint, whole: bigint): number {
  const share = Number((part * 1000n) / whole);
  return Math.max(0, Math.min(1000, share));
}

function savingsOf(
  accounts: readonly { readonly account: string; readonly own: boolean }[],
  covered: ReadonlyMap<string, CoveredUsage>,
): bigint {
  let saved = 0n;
  for (const { account, own } of accounts) {
    const each = own ? covered.get(account) : undefined;
    if (each) saved += each.onDemand - each.effective;
  }
  return saved;
}
