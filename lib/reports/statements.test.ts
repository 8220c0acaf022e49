import { beforeAll, describe, expect, it } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import type { Dimension } from '@/lib/finance/cost-dimension';
import type { Database } from '@/lib/store/database';
import { eachDatabase } from '@/lib/store/testing';
import { readTree } from './account-tree';
import { everyCharge, FIXTURE_NOW, smallOrganization, storeBooks } from './books-fixture';
import { readCosts } from './costs';
import { readProjects } from './projects';
import { readReconciliation } from './reconciliation';

/** The same store, whose statements are counted: raw ones, and each call of a model. */
function counting(db: Database): { db: Database; count: () => number } {
  let count = 0;
  const counted = (run: unknown, self: unknown) =>
    typeof run !== 'function'
      ? run
      : (...args: unknown[]) => {
          count += 1;
          return Reflect.apply(run, self, args);
        };
  const prisma = new Proxy(db.prisma, {
    get(client, name) {
      const found: unknown = Reflect.get(client, name);
      if (typeof found === 'function') return counted(found, client);
      if (typeof found !== 'object' || found === null) return found;
      return new Proxy(found, { get: (model, method) => counted(Reflect.get(model, method), model) });
    },
  });
  return { db: { ...db, prisma }, count: () => count };
}

eachDatabase('the statements of a read', (open) => {
  let few: Database;
  let many: Database;
  beforeAll(async () => {
    const charges = everyCharge(['2026-09', '2026-10']);
    const others = charges.flatMap((charge) =>
      [1, 2, 3, 4, 5].map((n) => ({ ...charge, account: `${charge.account.slice(0, 11)}${n}` })),
    );
    [few, many] = [await open(), await open()];
    await storeBooks(few, { name: 'few', charges, organization: smallOrganization });
    await storeBooks(many, { name: 'many', charges: others, organization: smallOrganization });
  });

  const books = {
    connection: null,
    currency: null,
    months: { from: '2026-09', to: '2026-11' },
    basis: 'amortized',
  } as const;
  const costs = (groupBy: Dimension[]) => ({ ...books, groupBy, account: [], ou: [], service: [], chargeClass: [] });
  const READS: [string, number, (db: Database) => Promise<unknown>][] = [
    ['a tree', 8, (db) => readTree(administratorOf(db), books, FIXTURE_NOW)],
    ['costs by account', 5, (db) => readCosts(administratorOf(db), costs(['account']), FIXTURE_NOW)],
    ['costs by service', 7, (db) => readCosts(administratorOf(db), costs(['service']), FIXTURE_NOW)],
    ['costs by project', 7, (db) => readCosts(administratorOf(db), costs(['project']), FIXTURE_NOW)],
    ['projects', 24, (db) => readProjects(administratorOf(db), books, FIXTURE_NOW)],
    ['a reconciliation', 7, (db) => readReconciliation(administratorOf(db), books, FIXTURE_NOW)],
  ];

  describe.each(READS)('of %s', (_, most, read) => {
    it(`are at most ${most}, however many accounts there are`, async () => {
      const [small, large] = [counting(few), counting(many)];
      await read(small.db);
      await read(large.db);
      expect(small.count()).toBeGreaterThan(0);
      expect(small.count()).toBeLessThanOrEqual(most);
      expect(large.count()).toBe(small.count());
    });
  });
});
