import { listMonthBooks, listMonthChecks } from '@/lib/store/books';
import { sumCells } from '@/lib/store/costs';
import { listTagKeys } from '@/lib/store/discovery';
import { listPublished } from '@/lib/store/loads';
import { getOrganization, listAccountsSeen, listEvents } from '@/lib/store/organization';
import type { SyncFixture } from './sync-fixture';

type Stored = Pick<SyncFixture, 'db' | 'scope' | 'connectionId'>;

const EVER = { from: '2000-01', to: '2100-01' };

/** Everything that a reader can see of a connection, by value: two stores with the same picture hold the same. */
export async function pictureOf(stored: Stored) {
  const { db, scope, connectionId } = stored;
  const published = await listPublished(db, connectionId);
  const cubes = [...new Set(published.map(({ cube }) => cube))].sort();
  return {
    cells: await Promise.all(
      cubes.map((cube) =>
        sumCells(scope, { connectionId, cube, months: EVER, groupBy: ['month', 'day', 'key1', 'key2'] }),
      ),
    ),
    published: published.map(({ cube, month, rows }) => ({ cube, month, rows })),
    books: (await listMonthBooks(scope, connectionId)).map(({ runId: _, publishedAt: __, ...book }) => book),
    checks: await listMonthChecks(scope, connectionId),
    organization: { ...(await getOrganization(scope, connectionId, '2029-12-31')), connectionId: '' },
    events: await listEvents(scope, connectionId, '2020-01-01', '2030-01-01'),
    accounts: await listAccountsSeen(scope, connectionId),
    tagKeys: await listTagKeys(scope, connectionId),
    versions: [
      ...(await db.prisma.accountVersion.findMany({ where: { connectionId } })),
      ...(await db.prisma.unitVersion.findMany({ where: { connectionId } })),
    ]
      .map(({ connectionId: _, ...version }) => JSON.stringify(version))
      .sort(),
  };
}
