import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { type ChargeClass, chargeClassOf } from '@/lib/finance/charge-class';
import { formatDecimal, magnitude } from '@/lib/finance/money';
import { addMonths, type Month } from '@/lib/finance/month';
import { findMovers, type Mover, type SubjectCost } from '@/lib/finance/movers';
import { sumUnits } from '@/lib/store/costs';
import type { MoverFigure } from './overview-shapes';

const MOST = 6;

/** The unit under the root that an account stands in; `href` is where it is shown, null for what is no unit of AWS. */
type Group = { readonly key: string; readonly label: string; readonly href: string | null };

type Sides = {
  /** Days of both sides, or both in one part of them. */
  readonly before: { month: Month; days: number };
  readonly after: { month: Month; days: number };
  readonly open: boolean;
};

type Names = {
  readonly nameOf: (account: string) => string;
  readonly groupOf: (account: string) => Group;
};

/**
 * What moved most, with its driver: accounts; or, where six accounts tell less than half of what moved, the units that
 * they stand in, each with the account that moved most in its direction.
 */
export async function moverFigures(
  viewer: Viewer,
  connectionId: string,
  { before, after, open }: Sides,
  basis: Basis,
  names: Names,
): Promise<MoverFigure[]> {
  const [then, now] = await Promise.all(
    [before, after].map(({ month }) => subjectCosts(viewer, connectionId, month, basis)),
  );
  if (!then || !now) return [];
  const days = { daysBefore: before.days, daysAfter: after.days, open };
  const accounts = findMovers({ before: then, after: now, ...days });
  const groups = groupsOf([...then.keys(), ...now.keys()], names.groupOf);
  if (groups.size < 2 || sizeOf(accounts.slice(0, MOST)) * 2n >= sizeOf(accounts)) {
    return accounts.slice(0, MOST).map((mover) => ({
      ...figureOf(mover),
      name: names.nameOf(mover.subject),
      href: `/accounts/${encodeURIComponent(mover.subject)}`,
      most: null,
    }));
  }
  const keyOf = (account: string) => names.groupOf(account).key;
  const units = findMovers({ before: pooled(then, keyOf), after: pooled(now, keyOf), ...days });
  return units.slice(0, MOST).map((mover) => {
    const group = groups.get(mover.subject);
    const most = accounts.find(
      ({ subject, change }) => keyOf(subject) === mover.subject && change > 0n === mover.change > 0n,
    );
    return {
      ...figureOf(mover),
      name: group?.label ?? mover.subject,
      href: group?.href ?? '/accounts',
      most: most ? { name: names.nameOf(most.subject), change: formatDecimal(most.change) } : null,
    };
  });
}

const figureOf = ({ subject, change, ppm, driver, driven }: Mover) => ({
  key: subject,
  change: formatDecimal(change),
  share: ppm === null ? null : Number(ppm) / 1_000_000,
  driver,
  driven: formatDecimal(driven),
});

const sizeOf = (movers: readonly Mover[]): bigint => movers.reduce((sum, { change }) => sum + magnitude(change), 0n);

const groupsOf = (accounts: readonly string[], groupOf: Names['groupOf']): Map<string, Group> =>
  new Map(accounts.map(groupOf).map((group) => [group.key, group]));

/** The costs of accounts, added up by what they stand in. */
function pooled(costs: ReadonlyMap<string, SubjectCost>, keyOf: (account: string) => string): Map<string, SubjectCost> {
  const pools = new Map<string, { classes: Map<ChargeClass, bigint>; services: Map<string, bigint> }>();
  for (const [account, { classes, services }] of costs) {
    const key = keyOf(account);
    const pool = pools.get(key) ?? { classes: new Map(), services: new Map() };
    pools.set(key, pool);
    for (const [name, units] of classes) pool.classes.set(name, (pool.classes.get(name) ?? 0n) + units);
    for (const [name, units] of services) pool.services.set(name, (pool.services.get(name) ?? 0n) + units);
  }
  return pools;
}

async function subjectCosts(
  { scope }: Viewer,
  connectionId: string,
  month: Month,
  basis: Basis,
): Promise<Map<string, SubjectCost>> {
  const query = { connectionId, months: { from: month, to: addMonths(month, 1) }, groupBy: ['key1', 'key2'] } as const;
  const [book, services] = await Promise.all([
    sumUnits(scope, { ...query, cube: 'recordType' }, basis),
    sumUnits(scope, { ...query, cube: 'service' }, basis),
  ]);
  const costs = new Map<string, { classes: Map<ChargeClass, bigint>; services: Map<string, bigint> }>();
  const of = (account: string) => {
    const known = costs.get(account) ?? { classes: new Map(), services: new Map() };
    costs.set(account, known);
    return known;
  };
  for (const { key1, key2, units } of book) {
    const { classes } = of(key1 ?? '');
    const name = chargeClassOf(key2 ?? '');
    classes.set(name, (classes.get(name) ?? 0n) + units);
  }
  for (const { key1, key2, units } of services) of(key1 ?? '').services.set(key2 ?? '', units);
  return costs;
}
