import fc from 'fast-check';
import { assignerOf } from '../assignment';
import { amountsOf } from '../basis';
import { company, type RandomCompany, rulesOf } from '../company-fixture';
import { detailLookup } from '../detail';
import type { Entity } from '../entity';
import { buildFaces } from '../face';
import { keyOfHome } from '../home';
import { addMonths, daysInMonth, type Month } from '../month';
import type { Project, Rules } from '../rules';
import { buildSlices } from '../slice';
import { splitPools } from '../split';
import { type Column, facesOf } from './column';
import { type StatementInput, UNPLACED } from './input';
import type { Period } from './period';
import { COMPARISONS, type StatementQuery } from './query';

// Random books of several connections and months, and random sheets of them.

export const MONTHS: readonly Month[] = ['2025-12', '2026-01', '2026-02', '2026-03'];
const ACCOUNTS = ['000000000001', '111122223333', '222233334444', '333344445555'];
const PROJECTS = ['checkout', 'search', 'app', 'a$b/c'];
const SERVICES = ['AmazonEC2', 'Amazon Simple Storage Service', 'Not A Known Thing', '(untagged)'];
const CONNECTIONS = ['north', 'south'];

const units = fc.bigInt({ min: -(10n ** 11n), max: 10n ** 13n });
const entity: fc.Arbitrary<Entity> = fc.oneof(
  fc.constantFrom(...PROJECTS).map((id) => ({ kind: 'project' as const, id })),
  fc.constantFrom(...ACCOUNTS).map((id) => ({ kind: 'account' as const, id })),
  fc.constantFrom('ou-a', 'ou-b', 'r-1').map((id) => ({ kind: 'ou' as const, id })),
);
const month = fc.constantFrom(...MONTHS);

export const column: fc.Arbitrary<Column> = fc.oneof(
  fc.constant({ kind: 'organization' as const, id: '' }),
  fc.constantFrom(...CONNECTIONS).map((id) => ({ kind: 'connection' as const, id })),
  fc.constantFrom('ou-a', 'ou-b', 'r-1', 'ou-moved').map((id) => ({ kind: 'ou' as const, id })),
  fc.constantFrom(...ACCOUNTS).map((id) => ({ kind: 'account' as const, id })),
  fc.constantFrom(...PROJECTS).map((id) => ({ kind: 'project' as const, id })),
  fc.constantFrom('prod', 'dev', 'test', '(untagged)').map((id) => ({ kind: 'environment' as const, id })),
  fc.constantFrom('cogs', 'rnd', 'lab').map((id) => ({ kind: 'class' as const, id })),
);

const period: fc.Arbitrary<Period> = fc
  .tuple(fc.nat({ max: MONTHS.length - 1 }), fc.integer({ min: 1, max: 4 }))
  .map(([at, length]) => {
    const from = MONTHS[at] ?? '2026-01';
    return { kind: 'custom', from, to: addMonths(from, length) };
  });

export const query: fc.Arbitrary<StatementQuery> = fc.record({
  shape: fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .uniqueArray(column, { minLength: 1, maxLength: 8, selector: ({ kind, id }) => `${kind}:${id}` })
        .map((columns) => ({ kind: 'columns' as const, columns })),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('time' as const),
        entity: column,
        by: fc.constantFrom('month' as const, 'quarter' as const),
      }),
    },
  ),
  period,
  compare: fc.option(fc.constantFrom(...COMPARISONS)),
  units: fc.constantFrom('then' as const, 'now' as const),
  tax: fc.constantFrom('cost' as const, 'memo' as const),
  fiscalYearStart: fc.constantFrom(1, 2, 10),
});

type Book = {
  readonly connection: string;
  readonly month: Month;
  readonly company: RandomCompany;
  readonly residual: bigint;
  readonly services: readonly (Readonly<Record<string, bigint>> | undefined)[];
  readonly estimated: boolean;
};

const books: fc.Arbitrary<readonly Book[]> = fc.uniqueArray(
  fc.record({
    connection: fc.constantFrom(...CONNECTIONS),
    month,
    company,
    residual: fc.oneof(fc.constant(0n), units),
    services: fc.array(
      fc.option(fc.dictionary(fc.constantFrom(...SERVICES), units, { maxKeys: 3 }), { nil: undefined }),
      {
        minLength: 4,
        maxLength: 4,
      },
    ),
    estimated: fc.boolean(),
  }),
  { selector: (each) => `${each.connection} ${each.month}`, minLength: 1, maxLength: 5 },
);

const projects: fc.Arbitrary<readonly Project[]> = fc
  .array(fc.constantFrom(null, 'cogs', 'rnd', 'lab'), { minLength: PROJECTS.length, maxLength: PROJECTS.length })
  .map((classes) => PROJECTS.map((id, at) => ({ id, name: id, class: classes[at] ?? null, owner: null })));

const lines = <T>(rest: fc.Arbitrary<T>) =>
  fc.array(
    fc.tuple(fc.record({ month, entity }), rest).map(([at, more]) => ({ ...at, ...more })),
    { maxLength: 5 },
  );

/** Everything entered, and the books with the rules that gave them homes. */
export type RandomFacts = {
  readonly books: readonly Book[];
  readonly rules: Rules;
  readonly projects: readonly Project[];
  readonly entered: Pick<StatementInput, 'revenue' | 'budgets' | 'outsideCosts' | 'drivers' | 'adjustments'>;
};

export const facts: fc.Arbitrary<RandomFacts> = fc.record({
  books,
  rules: rulesOf,
  projects,
  entered: fc.record({
    revenue: lines(fc.record({ source: fc.constantFrom('', 'Plans', 'total'), units })),
    budgets: lines(fc.record({ budget: units })),
    outsideCosts: lines(fc.record({ vendor: fc.constantFrom('Acme', 'a:b'), units })),
    drivers: lines(fc.record({ driver: fc.constantFrom('orders', 'users'), quantity: units })),
    adjustments: fc.array(
      fc.record({
        connection: fc.constantFrom(...CONNECTIONS),
        month,
        restated: month,
        account: fc.option(fc.constantFrom(...ACCOUNTS)),
        home: fc.constantFrom('project:checkout', 'untagged', null),
        chargeClass: fc.constantFrom('usage' as const, 'tax' as const, null),
        units,
      }),
      { maxLength: 3 },
    ),
  }),
});

/** The facts as a statement takes them, with the faces that it asks for. */
export function inputOf(given: RandomFacts, columns: readonly Column[]): StatementInput {
  const wanted = facesOf(columns);
  const built = given.books.map((book) => {
    const assigner = assignerOf(given.rules, book.month);
    const { slices, accounts } = buildSlices({ ...book.company, assigner });
    const { shares } = splitPools({ rules: given.rules, month: book.month, slices, revenue: new Map() });
    const services = new Map(
      [...book.company.accounts.keys()].flatMap((id, at) => {
        const found = book.services[at];
        const entries = Object.entries(found ?? {});
        return found ? [[id, new Map(entries.map(([name, each]) => [name, amountsOf(() => each)]))] as const] : [];
      }),
    );
    const faces = accounts.map((account) =>
      buildFaces(
        account,
        { assigner, services: services.size === 0 ? null : services, detail: detailLookup([]) },
        wanted.homes ? [wanted.usage, wanted.homes] : [wanted.usage],
      ),
    );
    const at = { connection: book.connection, month: book.month };
    const cellsOf = (name: typeof wanted.usage) =>
      faces.flatMap((face) =>
        (face.get(name) ?? []).map(({ amounts, ...cell }) => ({ ...at, ...cell, units: amounts.amortized })),
      );
    const residual = book.residual;
    const control = slices.reduce((sum, { amounts }) => sum + amounts.amortized, residual);
    return {
      month: { ...at, estimated: book.estimated, days: daysInMonth(book.month), control, residual },
      slices: slices.map(({ account, home, chargeClass, amounts, rule }) => ({
        ...{ ...at, account, home: keyOfHome(home), chargeClass, units: amounts.amortized, rule },
      })),
      shares: shares.map(({ amounts, ...share }) => ({ ...at, ...share, units: amounts.amortized })),
      usage: cellsOf(wanted.usage),
      homes: wanted.homes ? cellsOf(wanted.homes) : [],
      places: new Map(
        [...book.company.accounts.values()].map((account) => {
          const { home, environment } = assigner.ofAccount(account);
          return [
            account.id,
            {
              path: account.path,
              pathNow: ['r-1', 'ou-moved'],
              home: home && keyOfHome(home.value),
              environment: environment?.value ?? null,
            },
          ];
        }),
      ),
      at,
    };
  });
  return {
    currency: 'USD',
    basis: 'amortized',
    connections: CONNECTIONS,
    months: built.map((each) => each.month),
    slices: built.flatMap(({ slices }) => slices),
    shares: built.flatMap(({ shares }) => shares),
    usage: built.flatMap(({ usage }) => usage),
    homes: built.flatMap(({ homes }) => homes),
    placeOf: (connection, when, account) =>
      built.find(({ at }) => at.connection === connection && at.month === when)?.places.get(account) ?? UNPLACED,
    projects: given.projects,
    ...given.entered,
    labels: new Map(),
  };
}
