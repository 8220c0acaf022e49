import type { Viewer } from '@/lib/auth/viewer';
import { CHARGE_CLASSES, chargeClassOf } from '@/lib/finance/charge-class';
import { tagCube } from '@/lib/finance/cube';
import { formatDecimal } from '@/lib/finance/money';
import { firstDay, type Month, type MonthRange } from '@/lib/finance/month';
import { listPublishedMonths } from '@/lib/store/books';
import { sumUnits } from '@/lib/store/costs';
import { getOrganization, listEvents, type OrganizationEvent } from '@/lib/store/organization';
import type { Books } from './books';
import { readCosts } from './costs';
import type { AccountReport, MonthlyCost, MonthState, SubjectRef } from './shapes';
import { keysRead } from './tag-coverage';
import { inWords, ratio } from './tree-node';

/** Whether each month is in the books of a connection, and final. */
export async function monthStates(
  { scope }: Viewer,
  connectionId: string,
  months: readonly Month[],
): Promise<MonthState[]> {
  const stored = new Map(
    (await listPublishedMonths(scope, connectionId)).map(({ month, estimated }) => [month, estimated]),
  );
  return months.map((month) => {
    const estimated = stored.get(month);
    return { month, state: estimated === undefined ? 'missing' : estimated ? 'estimated' : 'final' };
  });
}

/** Cost of the subject by one dimension and month, the costliest first. Charge classes stand in their own order. */
export async function costsByMonth(
  viewer: Viewer,
  { connections, basis }: Books,
  months: MonthRange,
  { kind, id }: SubjectRef,
  dimension: 'service' | 'chargeClass',
  history: readonly MonthState[],
  now: Date,
): Promise<MonthlyCost[]> {
  const [connection] = connections;
  if (!connection) return [];
  const report = await readCosts(
    viewer,
    {
      ...{ connection: connection.connection.id, currency: null, months, basis, groupBy: [dimension, 'month'] },
      ...{ account: kind === 'account' ? [id] : [], ou: kind === 'ou' ? [id] : [], service: [], chargeClass: [] },
      ...{ project: [], environment: [] },
    },
    now,
  );
  if (report.kind !== 'costs') return [];
  const places = new Map(history.map(({ month }, at) => [month, at]));
  const found = new Map<string, { label: string; units: bigint[] }>();
  for (const { keys, label, units } of report.rows) {
    const [key = '', month = ''] = keys;
    const series = found.get(key) ?? { label: label.split(' · ')[0] ?? key, units: history.map(() => 0n) };
    const at = places.get(month);
    if (at !== undefined) series.units[at] = (series.units[at] ?? 0n) + units;
    found.set(key, series);
  }
  const order = new Map<string, number>(CHARGE_CLASSES.map((name, at) => [name, at]));
  const size = (units: readonly bigint[]) => units.reduce((sum, each) => sum + (each < 0n ? -each : each), 0n);
  return [...found]
    .filter(([, { units }]) => units.some((each) => each !== 0n))
    .sort(([a, x], [b, y]) => {
      if (dimension === 'chargeClass') return (order.get(a) ?? 99) - (order.get(b) ?? 99);
      const [one, other] = [size(x.units), size(y.units)];
      return Number(a.startsWith('(')) - Number(b.startsWith('(')) || (one === other ? 0 : one > other ? -1 : 1);
    })
    .map(([key, { label, units }]) => ({
      key,
      label,
      amounts: units.map((each, at) => (history[at]?.state === 'missing' ? null : formatDecimal(each))),
    }));
}

/** Of the accounts' usage in the months of the books, what carries each tag key that was read for all of them. */
export async function accountCoverage(
  viewer: Viewer,
  { connections, months, basis }: Books,
  accounts: readonly string[],
): Promise<AccountReport['coverage']> {
  const [connection] = connections;
  if (!connection || accounts.length === 0) return [];
  const { scope } = viewer;
  const query = { connectionId: connection.connection.id, months, key1: accounts };
  const [keys, book] = await Promise.all([
    keysRead(viewer, [connection]),
    sumUnits(scope, { ...query, cube: 'recordType', groupBy: ['key2'] }, basis),
  ]);
  const usage = book
    .filter(({ key2 }) => chargeClassOf(key2 ?? '') === 'usage')
    .reduce((sum, { units }) => sum + units, 0n);
  return Promise.all(
    keys.map(async (key) => {
      const values = await sumUnits(scope, { ...query, cube: tagCube(key), groupBy: ['key2'] }, basis);
      const covered = values.reduce((sum, { key2, units }) => (key2 === '' ? sum : sum + units), 0n);
      const share = usage > 0n ? Math.min(1, Math.max(0, ratio(covered, usage))) : null;
      return { key, covered: formatDecimal(covered), usage: formatDecimal(usage), share };
    }),
  );
}

/** What happened to an account in the months, in words. An OU has no events of its own. */
export async function accountEvents(
  { scope, units }: Viewer,
  connectionId: string,
  { from, to }: MonthRange,
  { kind, id }: SubjectRef,
): Promise<AccountReport['events']> {
  if (kind === 'ou') return [];
  const [events, organization] = await Promise.all([
    listEvents(scope, connectionId, firstDay(from), firstDay(to)),
    getOrganization(scope, connectionId, firstDay(to)),
  ]);
  const names = new Map(
    [organization?.root, ...(organization?.units ?? [])].flatMap((each) =>
      each && (units === 'all' || units.has(each.id)) ? [[each.id, each.name] as const] : [],
    ),
  );
  return events
    .filter(({ accountId }) => accountId === id)
    .map((event) => ({ day: event.day, text: textOf(event, (unit) => names.get(unit ?? '') ?? 'another unit') }));
}

function textOf({ kind, from, to }: OrganizationEvent, nameOf: (unit: string | null) => string): string {
  switch (kind) {
    case 'joined':
      return `Joined ${nameOf(to)}.`;
    case 'left':
      return `Left the organization, from ${nameOf(from)}.`;
    case 'moved':
      return `Moved from ${nameOf(from)} to ${nameOf(to)}.`;
    case 'renamed':
      return `Renamed from ${from ?? 'nothing'} to ${to ?? 'nothing'}.`;
    case 'state':
      return `Went from ${inWords(from ?? 'unknown')} to ${inWords(to ?? 'unknown')}.`;
    case 'tagged':
      return 'Its tags changed.';
  }
}
