import type { Revenue } from '@/lib/finance/input-kind';
import type { MonthRange } from '@/lib/finance/month';
import { Prisma, readRows, textList } from './rows';
import { type AccountScope, withinEntities } from './scope';

/**
 * Revenue that was entered for accounts dedicated to the projects of a scope, as revenue of these projects: it lies inside them
 * (`finance.md` §10), and which account it was is not the reader's to know. Without what the scope sees by itself, so none for a
 * scope of everything. By the derivations that the months show.
 */
export async function listDedicatedRevenue(
  scope: AccountScope,
  connectionIds: readonly string[],
  { from, to }: MonthRange,
): Promise<Revenue[]> {
  const { accounts, db, inside } = scope;
  if (accounts === 'all' || inside.projects.size === 0 || connectionIds.length === 0) return [];
  const homes = [...inside.projects].map((id) => `project:${id}`);
  const rows = await readRows<[string, string, string, string, string, string]>(
    db,
    [
      ...['month', 'entity', 'source', 'currency', 'home'].map((sql) => ({ sql: Prisma.raw(`"${sql}"`) })),
      { sql: Prisma.raw('"amount"'), whole: true },
    ],
    Prisma.sql`SELECT DISTINCT r."month", r."entity", r."source", r."currency", r."amount", s."home"
      FROM "Revenue" r JOIN "DerivedMonth" m ON m."month" = r."month"
      JOIN "Slice" s ON s."derivationId" = m."derivationId" AND s."account" = substr(r."entity", 9)
      WHERE r."month" >= ${from} AND r."month" < ${to} AND r."entity" LIKE 'account:%'
        AND m."connectionId" IN ${textList(db.provider, connectionIds)}
        AND s."dedicated" = ${true} AND s."home" IN ${textList(db.provider, homes)}
        AND NOT (${withinEntities(scope, Prisma.raw('r."entity"'))})`,
  );
  return rows.map(([month, , source, currency, home, amount]) => ({
    ...{ month, source, currency, amount: BigInt(amount) },
    entity: { kind: 'project', id: home.slice('project:'.length) },
  }));
}
