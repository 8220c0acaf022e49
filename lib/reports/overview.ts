import { requireViewer } from '@/lib/auth/page-viewer';
import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { forecastMonth } from '@/lib/finance/forecast';
import { formatDecimal } from '@/lib/finance/money';
import {
  addDays,
  addMonths,
  dayOf,
  daysIn,
  daysInMonth,
  firstDay,
  type Month,
  monthOf,
  monthsIn,
} from '@/lib/finance/month';
import { listPublishedMonths } from '@/lib/store/books';
import { sumUnits } from '@/lib/store/costs';
import { getOrganization, listAccountsSeen } from '@/lib/store/organization';
import { monthStates } from './account-history';
import { asOfBooks } from './as-of';
import { refOf, selectBooks } from './books';
import { attentionOf } from './overview-attention';
import { DAY_PARTS, elapsedParts, type StoredDays, storedDays, sumDays } from './overview-days';
import { groupHistory, topUnitOf } from './overview-groups';
import { moverFigures } from './overview-movers';
import { readPlan } from './overview-plan';
import { projectGroups } from './overview-projects';
import type { ForecastFigure, OverviewOutcome, OverviewReport, Spend } from './overview-shapes';
import { taggedOf } from './overview-tagged';
import type { PageQuery } from './query';
import { readStrip } from './strip';
import { ratio } from './tree-node';

const HISTORY = 13;

/** The one page for those who decide: what is spent, where it is heading, what moved, what needs somebody. */
export async function loadOverview(query: PageQuery): Promise<OverviewOutcome> {
  return readOverview(await requireViewer(), query);
}

export async function readOverview(viewer: Viewer, query: PageQuery, now: Date = new Date()): Promise<OverviewOutcome> {
  if (!seesOrganization(viewer)) return { kind: 'restricted' };
  const any = await selectBooks(viewer, { ...query, currency: null, months: null }, now);
  if (any.kind !== 'books') return any;
  const [only, other] = any.connections;
  if (!only || other)
    return { kind: 'choose-connection', connections: any.connections.map(({ connection }) => refOf(connection)) };
  const { connection } = only;
  const newest = (await listPublishedMonths(viewer.scope, connection.id)).at(-1);
  if (!newest) return { kind: 'not-synced', connection: refOf(connection), runId: null };
  const { month } = newest;
  const { basis, currency } = any;
  const history = await monthStates(
    viewer,
    connection.id,
    monthsIn({ from: addMonths(month, 1 - HISTORY), to: addMonths(month, 1) }),
  );
  const [organization, days, names] = await Promise.all([
    getOrganization(viewer.scope, connection.id, dayOf(now)),
    storedDays(viewer, connection.id, month, basis, now),
    listAccountsSeen(viewer.scope, connection.id),
  ]);
  // In progress is what was when the books were read: a sync that is late does not make a month whole.
  const open = newest.estimated && monthOf(days.readOn) === month;
  const lastFull = open ? addMonths(month, -1) : month;
  const nameOf = new Map(names.map(({ accountId, name }) => [accountId, name]));
  const [groups, projects, totals, tagged, asOf, strip, plan] = await Promise.all([
    groupHistory(viewer, connection.id, organization, history, basis),
    projectGroups(viewer, connection.id, history, basis),
    monthTotals(viewer, connection.id, month, basis),
    taggedOf(viewer, any, lastFull),
    asOfBooks(viewer, any),
    readStrip(viewer, { ...query, months: { from: lastFull, to: addMonths(lastFull, 1) } }, now),
    readPlan(viewer, { connection: connection.id, currency, basis, month, lastFull }, now),
  ]);
  const against = history.find((each) => each.month === addMonths(month, -1) && each.state !== 'missing')
    ? addMonths(month, -1)
    : null;
  const elapsed = open ? elapsedParts(days, month) : daysInMonth(month);
  const previous = addMonths(month, -1);
  const sides = {
    before: { month: previous, days: daysInMonth(previous) * (open ? DAY_PARTS : 1) },
    after: { month, days: elapsed },
    open,
  };
  const isFinal = (wanted: Month) => history.find((each) => each.month === wanted)?.state === 'final';
  return {
    kind: 'overview',
    connection: refOf(connection),
    currency,
    basis,
    asOf,
    month,
    open,
    estimated: newest.estimated,
    spend: open ? spendToDate(days, month) : wholeMonth(month, totals, isFinal),
    forecast: open ? forecastOf(days) : { kind: 'none' },
    lastFull: totals.has(lastFull)
      ? {
          month: lastFull,
          total: formatDecimal(totals.get(lastFull) ?? 0n),
          change: isFinal(lastFull) ? changeOf(totals.get(lastFull), totals.get(addMonths(lastFull, -1))) : null,
        }
      : null,
    strip: strip.kind === 'strip' ? strip : null,
    plan,
    tagged,
    history,
    groups,
    projects,
    movers:
      against && elapsed > 0
        ? await moverFigures(viewer, connection.id, sides, basis, {
            nameOf: (id) => nameOf.get(id) ?? id,
            groupOf: topUnitOf(organization),
          })
        : [],
    against,
    attention: await attentionOf({ viewer, connection, organization, history, month: lastFull, basis, now, tagged }),
  };
}

const changeOf = (now: bigint | undefined, before: bigint | undefined): number | null =>
  now === undefined || before === undefined || before <= 0n ? null : ratio(now - before, before);

async function monthTotals(
  { scope }: Viewer,
  connectionId: string,
  month: Month,
  basis: OverviewReport['basis'],
): Promise<Map<Month, bigint>> {
  const months = { from: addMonths(month, -2), to: addMonths(month, 1) };
  const rows = await sumUnits(scope, { connectionId, cube: 'recordType', months, groupBy: ['month'] }, basis);
  return new Map(rows.map((row) => [row.month ?? '', row.units]));
}

/** Complete days only: the day that had begun when AWS was asked is in no comparison. */
function spendToDate({ costs, completeTo }: StoredDays, month: Month): Spend {
  const ofDays = daysInMonth(month);
  const unknown = { days: 0, ofDays, through: null, amount: null, before: null, beforeDays: 0, perDayChange: null };
  if (completeTo === null) return unknown;
  const days = daysIn({ from: firstDay(month), to: completeTo });
  const elapsed = days.length;
  const amount = sumDays(costs, days);
  if (elapsed === 0 || amount === null) return unknown;
  const before = addMonths(month, -1);
  const same = Math.min(elapsed, daysInMonth(before));
  const then = sumDays(costs, daysIn({ from: firstDay(before), to: addDays(firstDay(before), same) }));
  return {
    days: elapsed,
    ofDays,
    through: addDays(completeTo, -1),
    amount: formatDecimal(amount),
    before: then === null ? null : formatDecimal(then),
    beforeDays: same,
    perDayChange:
      then !== null && then > 0n ? ratio(amount * BigInt(same) - then * BigInt(elapsed), then * BigInt(elapsed)) : null,
  };
}

/** A month that is over. Estimated months are in no growth rate (`finance.md` §2). */
function wholeMonth(month: Month, totals: ReadonlyMap<Month, bigint>, isFinal: (month: Month) => boolean): Spend {
  const before = addMonths(month, -1);
  const [now = 0n, then] = [totals.get(month), totals.get(before)];
  const [days, daysBefore] = [daysInMonth(month), daysInMonth(before)];
  return {
    days,
    ofDays: days,
    through: null,
    amount: formatDecimal(now),
    before: then === undefined ? null : formatDecimal(then),
    beforeDays: daysBefore,
    perDayChange:
      then === undefined || then <= 0n || !isFinal(month)
        ? null
        : ratio(now * BigInt(daysBefore) - then * BigInt(days), then * BigInt(days)),
  };
}

function forecastOf({ costs, completeTo }: StoredDays): ForecastFigure {
  if (completeTo === null) return { kind: 'not-enough-history', days: 0 };
  const forecast = forecastMonth(costs, completeTo);
  if (forecast.kind === 'not-enough-history') return forecast;
  const { total, band } = forecast;
  return {
    kind: 'forecast',
    total: formatDecimal(total),
    low: band ? formatDecimal(band.low) : null,
    high: band ? formatDecimal(band.high) : null,
    months: band?.months ?? 0,
  };
}
