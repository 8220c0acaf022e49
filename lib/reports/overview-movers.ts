import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { type ChargeClass, chargeClassOf } from '@/lib/finance/charge-class';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths, type Month } from '@/lib/finance/month';
import { findMovers, type SubjectCost } from '@/lib/finance/movers';
import { sumUnits } from '@/lib/store/costs';
import type { MoverFigure } from './overview-shapes';

const MOST = 6;

type Sides = {
  readonly before: { month: Month; days: number };
  readonly after: { month: Month; days: number };
  readonly open: boolean;
};

/** The accounts that moved most, with their driver. */
export async function moverFigures(
  viewer: Viewer,
  connectionId: string,
  { before, after, open }: Sides,
  basis: Basis,
  nameOf: (account: string) => string,
): Promise<MoverFigure[]> {
  const [then, now] = await Promise.all(
    [before, after].map(({ month }) => subjectCosts(viewer, connectionId, month, basis)),
  );
  if (!then || !now) return [];
  const movers = findMovers({ before: then, after: now, daysBefore: before.days, daysAfter: after.days, open });
  return movers.slice(0, MOST).map(({ subject, change, ppm, driver, driven }) => ({
    account: subject,
    name: nameOf(subject),
    change: formatDecimal(change),
    share: ppm === null ? null : Number(ppm) / 1_000_000,
    driver,
    driven: formatDecimal(driven),
  }));
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
