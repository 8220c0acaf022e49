import { BASES } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { FACES } from '@/lib/finance/face';
import { magnitude } from '@/lib/finance/money';
import { listMonthBooks, listMonthChecks } from '@/lib/store/books';
import { type CostSum, sumCells } from '@/lib/store/costs';
import { listFace, listShares, listSlices, listUnallocated } from '@/lib/store/derived-reads';
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
    slices: await listSlices(scope, { connectionId, months: EVER }),
    shares: await listShares(scope, { connectionId, months: EVER }),
    unallocated: await listUnallocated(scope, { connectionId, months: EVER }),
    faces: await Promise.all(FACES.map((face) => listFace(scope, { connectionId, months: EVER, face }))),
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

/**
 * Where a face of the store does not make the usage of an account in a month, within a unit per group, in some basis:
 * `2026-11 service 111122223333`. Added up here from the cells, not taken from the checks of the product.
 */
export async function facesApart({ db, scope, connectionId }: Stored): Promise<string[]> {
  const cubes = new Set((await listPublished(db, connectionId)).map(({ cube }) => cube));
  const rowsOf = async (cube: string) =>
    byPlace(await sumCells(scope, { connectionId, cube, months: EVER, groupBy: ['month', 'key1', 'key2'] }));
  const book = await rowsOf('recordType');
  const apart: string[] = [];
  for (const cube of [...cubes].filter((each) => each === 'service' || each.startsWith('tag:'))) {
    const face = await rowsOf(cube);
    for (const place of new Set([...book.keys(), ...face.keys()])) {
      const usage = (book.get(place) ?? []).filter(({ key2 }) => chargeClassOf(key2 ?? '') === 'usage');
      const parts = face.get(place) ?? [];
      const bound = BigInt(usage.length + parts.length);
      const differs = BASES.some((basis) => magnitude(sumOf(usage, basis) - sumOf(parts, basis)) > bound);
      if (differs) apart.push(`${cube} ${place}`);
    }
  }
  return apart;
}

const sumOf = (rows: readonly CostSum[], basis: (typeof BASES)[number]): bigint =>
  rows.reduce((sum, { amounts }) => sum + amounts[basis], 0n);

function byPlace(rows: readonly CostSum[]): Map<string, CostSum[]> {
  const places = new Map<string, CostSum[]>();
  for (const row of rows) {
    const place = `${row.month} ${row.key1}`;
    places.set(place, [...(places.get(place) ?? []), row]);
  }
  return places;
}
