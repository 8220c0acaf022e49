import { chainCube } from '@/lib/finance/cube';
import { type Month, monthOf } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import { previewRules, type RulesPreview } from '@/lib/finance/rules-preview';
import { listPublishedMonths } from '@/lib/store/books';
import { listCloses } from '@/lib/store/closes';
import { type Connection, listConnections } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listPublished } from '@/lib/store/loads';
import { findRules } from '@/lib/store/rule-sets';
import { mintScope } from '@/lib/store/scope';
import { type DerivationSource, readDerivationBasis, readDeriveInput } from './derivation-input';

/** What rules would do to one month of one connection, from what is stored: nothing is saved, AWS is not asked. */
export type MonthPreview = {
  readonly connection: Connection;
  readonly month: Month;
  readonly preview: RulesPreview;
  /** Tag keys of the new chains that the month has not been asked for: their part says `(not fetched)` until a sync. */
  readonly unread: readonly string[];
  /** Closed months of the connection: the change leaves them as they are (`finance.md` §12). */
  readonly closed: readonly Month[];
};

/** Holds new rules against those that count, in the last full open month of every connection that has one. */
export async function previewLastMonths(db: Database, rules: Rules, now: Date): Promise<MonthPreview[]> {
  const scope = mintScope(db, 'all');
  const before = (await findRules(db)).rules;
  const previews: MonthPreview[] = [];
  for (const connection of await listConnections(scope)) {
    const closed = new Set((await listCloses(scope, connection.id)).map(({ month }) => month));
    const published = await listPublishedMonths(scope, connection.id);
    const months = published.map(({ month }) => month).filter((month) => !closed.has(month));
    const month = months.findLast((each) => each < monthOf(now)) ?? months.at(-1);
    if (month !== undefined) previews.push(await previewMonth(db, connection, month, { before, after: rules }));
  }
  return previews;
}

/** Holds two sets of rules against each other in one stored month of a connection. */
export async function previewMonth(
  db: Database,
  connection: Connection,
  month: Month,
  rules: { readonly before: Rules; readonly after: Rules },
): Promise<MonthPreview> {
  const { id: connectionId, currency } = connection;
  const scope = mintScope(db, 'all');
  const closed = (await listCloses(scope, connectionId)).map((each) => each.month);
  const published = (await listPublished(db, connectionId)).filter((each) => each.month === month);
  const loads = new Map(published.map(({ cube, loadId }) => [cube, loadId]));
  const read = async (own: Rules) => {
    const source: DerivationSource = {
      db,
      scope,
      connectionId,
      currency,
      month,
      loads,
      rules: own,
    };
    return readDeriveInput(source, await readDerivationBasis(source));
  };
  const preview = previewRules(await read(rules.before), await read(rules.after));
  const { project, environment } = rules.after.dimensions;
  const unread = [project, environment].flatMap((keys) =>
    keys.filter((_, at) => !loads.has(chainCube(keys.slice(0, at + 1)))),
  );
  return { connection, month, preview, unread: [...new Set(unread)], closed };
}
