import type { ChargeClass } from './charge-class';
import { divideHalfEven, magnitude } from './money';

/** What one account or OU cost in a stretch of days, in units of 10⁻⁹: by charge class, and its usage by service. */
export type SubjectCost = {
  readonly classes: ReadonlyMap<ChargeClass, bigint>;
  readonly services: ReadonlyMap<string, bigint>;
};

/** What drove a change. */
export type Driver =
  | { readonly kind: 'usage'; readonly service: string | null }
  | { readonly kind: 'commitment' | 'discount' | 'support' | 'tax' | 'other' | 'refund' }
  /** A credit that stopped, began, or changed. */
  | { readonly kind: 'credit'; readonly how: 'ended' | 'began' | 'changed' }
  | { readonly kind: 'new' | 'stopped' }
  /** A complete month that has so many days more than the one before, or fewer: negative. */
  | { readonly kind: 'days'; readonly days: number };

/**
 * A change, in units of 10⁻⁹. Of a complete month it is the plain one, of which the number of days may be the driver;
 * of a month in progress it is for a month as long as the one before.
 */
export type Mover = {
  readonly subject: string;
  readonly change: bigint;
  /** change / cost before, in parts of a million; null when there was none. */
  readonly ppm: bigint | null;
  readonly driver: Driver;
  /** The part of the change that the driver explains. */
  readonly driven: bigint;
};

export type MoverInput = {
  readonly before: ReadonlyMap<string, SubjectCost>;
  readonly after: ReadonlyMap<string, SubjectCost>;
  /** Days that each side covers, both in days or both in one part of them; positive. */
  readonly daysBefore: number;
  readonly daysAfter: number;
  /**
   * True while `after` is a month in progress: it is brought to the days of the month before, and what comes once a
   * month (tax, support) is not compared yet.
   */
  readonly open: boolean;
};

/** Classes that recur from day to day, and so are brought to the days of the month before. */
const RECURRING: ReadonlySet<ChargeClass> = new Set(['usage', 'commitment', 'discount', 'credit']);
/** Those that a longer month makes larger: a credit may be granted by the month. */
const DAILY: ReadonlySet<ChargeClass> = new Set(['usage', 'commitment', 'discount']);
const MONTHLY: ReadonlySet<ChargeClass> = new Set(['tax', 'support']);
const NOTHING: SubjectCost = { classes: new Map(), services: new Map() };

/**
 * The biggest changes, largest first. Every mover names the class, for usage the service, or the days, that explain
 * most of it. Over complete months the changes add up to what the whole changed by.
 */
export function findMovers(input: MoverInput): Mover[] {
  const subjects = new Set([...input.before.keys(), ...input.after.keys()]);
  const movers = [...subjects].flatMap((subject) => {
    const mover = moverOf(subject, input.before.get(subject) ?? NOTHING, input.after.get(subject) ?? NOTHING, input);
    return mover.change === 0n ? [] : [mover];
  });
  return movers.sort((a, b) => compare(magnitude(b.change), magnitude(a.change)) || (a.subject < b.subject ? -1 : 1));
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function moverOf(subject: string, before: SubjectCost, after: SubjectCost, input: MoverInput): Mover {
  const { daysBefore, daysAfter, open } = input;
  /** The cost now, brought to the days of the month before; what was nothing then, or is now, has no pace. */
  const paced = (now: bigint, then: bigint) =>
    !open && (now === 0n || then === 0n)
      ? now
      : divideHalfEven(now * BigInt(daysBefore), BigInt(Math.max(1, daysAfter)));
  const classes = new Set(
    [...before.classes.keys(), ...after.classes.keys()].filter((each) => !open || !MONTHLY.has(each)),
  );
  const changes = new Map<ChargeClass | 'days', bigint>();
  let cost = 0n;
  let byDays = 0n;
  for (const each of classes) {
    const now = after.classes.get(each) ?? 0n;
    const then = before.classes.get(each) ?? 0n;
    const comparable = (open ? RECURRING : DAILY).has(each) ? paced(now, then) : now;
    changes.set(each, comparable - then);
    if (!open) byDays += now - comparable;
    cost += then;
  }
  if (byDays !== 0n) changes.set('days', byDays);
  const change = [...changes.values()].reduce((sum, each) => sum + each, 0n);
  const [top = 'usage', driven = change] =
    [...changes].sort(([, a], [, b]) => compare(towards(b, change), towards(a, change)))[0] ?? [];
  const ppm = cost > 0n ? (change * 1_000_000n) / cost : null;
  if (top === 'days') return { subject, change, ppm, driver: { kind: 'days', days: daysAfter - daysBefore }, driven };
  return { subject, change, ppm, ...driverOf(top, driven, change, before, after, paced) };
}

/** How far a part goes in the direction of the whole. */
const towards = (part: bigint, whole: bigint): bigint => (whole < 0n ? -part : part);

function driverOf(
  top: ChargeClass,
  driven: bigint,
  change: bigint,
  before: SubjectCost,
  after: SubjectCost,
  paced: (now: bigint, then: bigint) => bigint,
): { driver: Driver; driven: bigint } {
  const used = [before, after].map(({ classes }) => classes.get('usage') ?? 0n);
  if (top === 'usage' && used[0] === 0n) return { driver: { kind: 'new' }, driven };
  if (top === 'usage' && used[1] === 0n) return { driver: { kind: 'stopped' }, driven };
  if (top === 'usage') {
    const movedBy = (now: bigint, then: bigint) => paced(now, then) - then;
    const services = new Set([...before.services.keys(), ...after.services.keys()]);
    const moved = [...services].map((service) => ({
      service,
      by: movedBy(after.services.get(service) ?? 0n, before.services.get(service) ?? 0n),
    }));
    const most = moved.sort(
      (a, b) => compare(towards(b.by, change), towards(a.by, change)) || (a.service < b.service ? -1 : 1),
    )[0];
    return { driver: { kind: 'usage', service: most?.service ?? null }, driven: most?.by ?? driven };
  }
  if (top === 'credit') {
    const [then, now] = [before, after].map(({ classes }) => classes.get('credit') ?? 0n);
    return { driver: { kind: 'credit', how: now === 0n ? 'ended' : then === 0n ? 'began' : 'changed' }, driven };
  }
  return { driver: { kind: top }, driven };
}
