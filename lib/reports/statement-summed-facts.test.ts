import { beforeAll, describe, expect, it } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { BUDGET, DRIVER, OUTSIDE_COST, REVENUE } from '@/lib/finance/input-kind';
import { PROPOSED_POOLS } from '@/lib/finance/proposed-rules';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { type Column, parseColumn } from '@/lib/finance/statement/column';
import type { StatementQuery } from '@/lib/finance/statement/query';
import { buildStatement } from '@/lib/finance/statement/statement';
import type { Database } from '@/lib/store/database';
import { saveInputs } from '@/lib/store/finance-inputs';
import { Prisma } from '@/lib/store/rows';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { type Books, selectBooks } from './books';
import { everyCharge, FIXTURE_NOW, smallOrganization, storeBooks } from './books-fixture';
import { deriveBooks } from './derived-fixture';
import { readStatementInput } from './statement-input';

const MONTHS = ['2026-08', '2026-09', '2026-10'];
const held = { from: null, to: null };
const rules: Rules = {
  ...EMPTY_RULES,
  dimensions: { project: ['app'], environment: ['env'] },
  projects: [{ id: 'shop', name: 'The shop', class: 'cogs', owner: null }],
  assignments: [
    { ...held, when: { kind: 'accounts', ids: ['333344445555'] }, then: { project: 'shop', environment: 'prod' } },
    { ...held, when: { kind: 'accounts', ids: ['999900001111'] }, then: { pool: 'platform' } },
  ],
  pools: PROPOSED_POOLS,
};
const WORKLOADS = 'ou:ou-ab12-11111111';
const PRODUCTION = 'ou:ou-ab12-22222222';
const SHEETS: readonly (readonly string[])[] = [
  ['project:shop', 'project:Shop', 'class:cogs'],
  ['organization'],
  ['account:000022223333', 'account:999900001111', 'project:shop'],
  [WORKLOADS, PRODUCTION, 'account:333344445555'],
  ['ou:r-ab12', 'project:Shop'],
  ['environment:prod', 'environment:dev', 'account:000022223333', 'project:shop', PRODUCTION],
  ['environment:(untagged)', 'class:cogs'],
];

const columnsOf = (texts: readonly string[]): Column[] => texts.flatMap((text) => parseColumn(text) ?? []);
const account = (id: string) => ({ kind: 'account' as const, id });
const ou = (id: string) => ({ kind: 'ou' as const, id });
const project = (id: string) => ({ kind: 'project' as const, id });
const USD = { currency: 'USD' };
const DOLLARS = 1_000_000_000n;

eachDatabase('facts that come summed over accounts', (open) => {
  let db: Database;
  let books: Books;
  let connection: string;
  beforeAll(async () => {
    db = await open();
    const charges = everyCharge(MONTHS);
    const stored = await storeBooks(db, { name: 'payer', charges, organization: smallOrganization });
    connection = stored.id;
    await deriveBooks(mintScope(db, 'all'), stored, charges, rules);
    const found = await selectBooks(
      administratorOf(db),
      { connection: null, currency: null, months: { from: '2026-08', to: '2026-11' }, basis: 'amortized' },
      FIXTURE_NOW,
    );
    if (found.kind !== 'books') throw new Error(found.kind);
    books = found;
  });

  const sheets = () =>
    [...SHEETS, [`connection:${connection}`, 'account:111111111111']].flatMap((texts) =>
      (['then', 'now'] as const).map((units): [string, StatementQuery] => [
        `${texts.join()} ${units}`,
        {
          ...{ shape: { kind: 'columns', columns: columnsOf(texts) }, compare: 'previous', units, tax: 'cost' },
          ...{ period: { kind: 'custom', from: '2026-09', to: '2026-11' }, fiscalYearStart: 1 },
        },
      ]),
    );
  const sheetOf = async (query: StatementQuery, each: boolean) => {
    const asked = { connection: null, view: 'closed' } as const;
    const { input } = await readStatementInput(administratorOf(db), books, query, asked, FIXTURE_NOW, { each });
    const { columns, rows, check } = buildStatement(query, input);
    return {
      accounts: new Set([...input.slices, ...input.usage, ...input.homes].map((fact) => fact.account)),
      sheet: { columns, check, rows: new Map(rows.map((row) => [row.key, row])) },
    };
  };
  const compareAll = async () => {
    for (const [name, query] of sheets()) {
      const [summed, apart] = [await sheetOf(query, false), await sheetOf(query, true)];
      expect([name, summed.sheet]).toEqual([name, apart.sheet]);
      expect(summed.sheet.check?.difference).toBe(0n);
    }
  };

  it('make the sheets that facts of every account make, whatever the columns', async () => {
    await compareAll();
    const [, query] = sheets()[0] ?? [];
    if (!query) throw new Error('no sheet');
    expect((await sheetOf(query, false)).accounts).toEqual(new Set(['']));
  });

  describe('beside lines that finance entered', () => {
    beforeAll(async () => {
      const entities = [
        account('333344445555'),
        account('000022223333'),
        ou('ou-ab12-11111111'),
        ou('ou-ab12-22222222'),
      ];
      const all = [...entities, project('shop'), project('Shop'), ou('r-ab12')];
      await saveInputs(
        db,
        BUDGET,
        all.map((entity, at) => ({ ...USD, month: '2026-10', entity, amount: BigInt(at + 1) * DOLLARS })),
      );
      await saveInputs(
        db,
        REVENUE,
        [...entities.slice(0, 2), project('shop')].map((entity, at) => ({
          ...{ ...USD, month: '2026-09', entity, source: 'sales', amount: BigInt(at + 10) * DOLLARS },
        })),
      );
      await saveInputs(
        db,
        DRIVER,
        [account('333344445555'), project('shop')].map((entity) => ({
          ...{ month: '2026-09', entity, driver: 'orders', quantity: 5n * DOLLARS },
        })),
      );
      await saveInputs(db, OUTSIDE_COST, [
        {
          ...USD,
          from: '2026-09',
          to: '2026-11',
          entity: account('333344445555'),
          vendor: 'Vendor',
          amount: 9n * DOLLARS,
        },
      ]);
    });

    it('make the same sheets', compareAll);

    it('make the same sheets where an older store has no sums of a month', async () => {
      await db.prisma.$executeRaw(Prisma.sql`UPDATE "Derivation" SET "summed" = false WHERE "month" = '2026-09'`);
      await compareAll();
    });
  });
});
