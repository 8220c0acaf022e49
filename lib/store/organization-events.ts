import type { Day } from '@/lib/finance/month';
import { accountOf } from './organization-content';
import { Prisma, readRows } from './rows';
import { type AccountScope, withinScope } from './scope';
import type { Content, Version } from './versions';

/**
 * A change of an account, on the day on which it was observed. `from` and `to` are OU ids for `joined` (from null),
 * `left` (to null) and `moved`, names for `renamed`, AWS's words for `state`, JSON objects for `tagged`.
 */
export type OrganizationEvent = {
  readonly kind: 'joined' | 'left' | 'moved' | 'renamed' | 'state' | 'tagged';
  readonly accountId: string;
  readonly day: Day;
  readonly from: string | null;
  readonly to: string | null;
};

/** The events in one change of an account; null is an account that is not there. */
export function eventsOf(
  accountId: string,
  day: Day,
  before: Content | null,
  after: Content | null,
): OrganizationEvent[] {
  const event = (kind: OrganizationEvent['kind'], from: string | null, to: string | null) => ({
    kind,
    accountId,
    day,
    from,
    to,
  });
  const old = before && accountOf(before);
  const now = after && accountOf(after);
  if (!old) return now ? [event('joined', null, now.parentId)] : [];
  if (!now) return [event('left', old.parentId, null)];
  return [
    ...(old.parentId === now.parentId ? [] : [event('moved', old.parentId, now.parentId)]),
    ...(old.name === now.name ? [] : [event('renamed', old.name, now.name)]),
    ...(old.state === now.state ? [] : [event('state', old.state, now.state)]),
    ...(old.tags === now.tags ? [] : [event('tagged', old.tags, now.tags)]),
  ];
}

/** The changes of the days `[from, to)`, by day and account. What the first walk found is no change. */
export async function listEvents(
  scope: AccountScope,
  connectionId: string,
  from: Day,
  to: Day,
): Promise<OrganizationEvent[]> {
  const names = [
    'accountId',
    'from',
    'to',
    'name',
    'email',
    'arn',
    'state',
    'joinedMethod',
    'joinedAt',
    'parentId',
    'tags',
    'earliest',
  ];
  const rows = await readRows<[string, string, string, ...(string | null)[]]>(
    scope.db,
    names.map((name) => ({ sql: Prisma.raw(`"${name}"`) })),
    Prisma.sql`SELECT v.*, (SELECT min(e."from") FROM "AccountVersion" e WHERE e."connectionId" = ${connectionId}) AS "earliest"
      FROM "AccountVersion" v WHERE v."connectionId" = ${connectionId} AND ${withinScope(scope, Prisma.raw('v."accountId"'))}
      AND ((v."from" >= ${from} AND v."from" < ${to}) OR (v."to" >= ${from} AND v."to" < ${to} AND v."to" <> ''))
      ORDER BY v."accountId", v."from"`,
  );
  const earliest = rows[0]?.at(-1) ?? '';
  const events = derive(
    rows.map(
      ([id, begins, ends, ...content]): Version => ({ id, from: begins, to: ends, content: content.slice(0, 8) }),
    ),
    earliest,
  );
  return events
    .filter(({ day }) => day >= from && day < to)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** The events between the versions of each account, which come in order. */
function derive(versions: readonly Version[], earliest: Day): OrganizationEvent[] {
  return versions.flatMap((version, at) => {
    const previous = versions[at - 1];
    const next = versions[at + 1];
    const follows = previous?.id === version.id && previous.to === version.from;
    const isFollowed = next?.id === version.id && next.from === version.to;
    const begin =
      version.from === earliest
        ? []
        : eventsOf(version.id, version.from, follows ? previous.content : null, version.content);
    const end = version.to === '' || isFollowed ? [] : eventsOf(version.id, version.to, version.content, null);
    return [...begin, ...end];
  });
}
