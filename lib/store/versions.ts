import type { Day } from '@/lib/finance/month';
import type { Transaction } from './database';
import { type FieldType, Prisma, readRows, rowsFrom, textList } from './rows';

/** The columns of one version, in the table's order: what it says of an account or a unit while it holds. */
export type Content = readonly (string | null)[];

/** A table of effective-dated versions `[from, to)`; `to` is '' while a version holds. */
export type VersionTable = { readonly table: string; readonly id: string; readonly columns: readonly string[] };

export type Version = { readonly id: string; readonly from: Day; readonly to: Day | ''; readonly content: Content };

/** What is to be written so that the open versions say what was observed. */
export type VersionPlan = {
  readonly close: readonly string[];
  readonly remove: readonly string[];
  readonly put: readonly { readonly id: string; readonly from: Day; readonly content: Content }[];
  readonly changes: readonly VersionChange[];
};
/** null before: it was not there; null after: it is gone. */
export type VersionChange = { readonly id: string; readonly before: Content | null; readonly after: Content | null };

export const sameContent = (a: Content, b: Content): boolean => a.every((each, at) => each === b[at]);

/**
 * Compares an observation of `day` with the versions that hold or ended on that day or later (`current`). A change ends
 * the open version and opens one from that day; a second change on one day takes that day's version's place; one that
 * takes the first back restores what was. `complete`: what was not observed is gone.
 */
export function planVersions(
  current: readonly Version[],
  observed: ReadonlyMap<string, Content>,
  day: Day,
  complete: boolean,
): VersionPlan {
  const open = new Map(current.filter(({ to }) => to === '').map((version) => [version.id, version]));
  const ended = new Map<string, Version>();
  for (const version of current) {
    if (version.to !== '' && version.to > (ended.get(version.id)?.to ?? '')) ended.set(version.id, version);
  }
  const close: string[] = [];
  const remove: string[] = [];
  const put: VersionPlan['put'][number][] = [];
  const changes: VersionChange[] = [];
  for (const [id, content] of observed) {
    const now = open.get(id);
    const before = ended.get(id);
    if (now && sameContent(now.content, content)) continue;
    changes.push({ id, before: now?.content ?? null, after: content });
    // A version that began today (or, by a clock that went back, later) is replaced; an older one ends today.
    const begins = now ? later(now.from, day) : later(before?.to ?? '', day);
    if (now && now.from < day) close.push(id);
    else if (now) remove.push(id);
    if (before && before.to === begins && sameContent(before.content, content)) put.push({ ...before, content });
    else put.push({ id, from: begins, content });
  }
  for (const [id, version] of complete ? open : []) {
    if (observed.has(id)) continue;
    changes.push({ id, before: version.content, after: null });
    if (version.from < day) close.push(id);
    else remove.push(id);
  }
  return { close, remove, put, changes };
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** The versions that hold, and those that ended on `day` or later. */
export async function readCurrent(
  tx: Transaction,
  table: VersionTable,
  connectionId: string,
  day: Day,
): Promise<Version[]> {
  const columns = [table.id, 'from', 'to', ...table.columns];
  const rows = await readRows<[string, string, string, ...(string | null)[]]>(
    tx,
    columns.map((name) => ({ sql: Prisma.raw(`"${name}"`) })),
    Prisma.sql`SELECT ${Prisma.raw(columns.map((name) => `"${name}"`).join(', '))} FROM ${Prisma.raw(`"${table.table}"`)}
      WHERE "connectionId" = ${connectionId} AND ("to" = '' OR "to" >= ${day})`,
  );
  return rows.map(([id, from, to, ...content]) => ({ id, from, to, content }));
}

/** Writes a plan, set by set. */
export async function writePlan(
  tx: Transaction,
  { table, id, columns }: VersionTable,
  connectionId: string,
  day: Day,
  plan: VersionPlan,
): Promise<void> {
  const { prisma, provider } = tx;
  const name = Prisma.raw(`"${table}"`);
  const isOpen = Prisma.sql`"connectionId" = ${connectionId} AND "to" = ''`;
  const among = (ids: readonly string[]) => Prisma.sql`${Prisma.raw(`"${id}"`)} IN ${textList(provider, ids)}`;
  if (plan.close.length > 0) {
    await prisma.$executeRaw(Prisma.sql`UPDATE ${name} SET "to" = ${day} WHERE ${isOpen} AND ${among(plan.close)}`);
  }
  if (plan.remove.length > 0) {
    await prisma.$executeRaw(Prisma.sql`DELETE FROM ${name} WHERE ${isOpen} AND ${among(plan.remove)}`);
  }
  if (plan.put.length === 0) return;
  const names = ['connectionId', id, 'from', 'to', ...columns];
  const fields = names.map((field): [string, FieldType] => [field, 'text']);
  const json = JSON.stringify(plan.put.map((row) => [connectionId, row.id, row.from, '', ...row.content]));
  const updates = ['to', ...columns].map((field) => `"${field}" = excluded."${field}"`).join(', ');
  await prisma.$executeRaw(
    Prisma.sql`INSERT INTO ${name} (${Prisma.raw(names.map((field) => `"${field}"`).join(', '))})
      ${rowsFrom(provider, json, fields)}
      ON CONFLICT (${Prisma.raw(`"connectionId", "${id}", "from"`)}) DO UPDATE SET ${Prisma.raw(updates)}`,
  );
}
