import type { Month } from '@/lib/finance/month';
import { Prisma } from './rows';
import { type AccountScope, withinHomes } from './scope';

/** The ids of the projects that have a charge in scope in a shown month, in the order of their bytes. */
export async function listProjectIds(scope: AccountScope, connectionId: string, month: Month): Promise<string[]> {
  const rows: { home: string }[] = await scope.db.prisma.$queryRaw(
    Prisma.sql`SELECT DISTINCT t."home" FROM "DerivedMonth" m JOIN "Slice" t ON t."derivationId" = m."derivationId"
      WHERE m."connectionId" = ${connectionId} AND m."month" = ${month} AND t."home" LIKE 'project:%'
        AND ${withinHomes(scope, Prisma.raw('t."account"'), Prisma.raw('t."home"'))}`,
  );
  return rows.map(({ home }) => home.slice('project:'.length)).sort();
}
