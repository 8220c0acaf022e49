import { type Amounts, addAmounts, amountsOf, BASES, noAmounts } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import type { Cell } from '@/lib/finance/cube';
import type { Month } from '@/lib/finance/month';
import type { OrganizationSnapshot } from '@/lib/finance/organization';
import { compareFace, type GroupSum, residualOf, total } from '@/lib/finance/reconcile';
import { type Connection, createConnection, type NewConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { createLoad, publishMonth, writeCells } from '@/lib/store/loads';
import { saveAccountNames, saveOrganization } from '@/lib/store/organization';

/** A charge of test books: units of 10⁻⁹ in the amortized basis, a little different in the others. Test support. */
export type Charge = {
  readonly month: Month;
  /** Of the month, from 1. */
  readonly day: number;
  readonly account: string;
  readonly recordType: string;
  readonly service: string;
  /** The value of the tag `app`; '' is an empty one or none. */
  readonly app: string;
  readonly units: bigint;
};

export type TestBooks = Partial<NewConnection> & {
  readonly name: string;
  readonly charges: readonly Charge[];
  /** What AWS reports ungrouped beyond its groups, in every month and basis. */
  readonly residual?: bigint;
  readonly estimated?: readonly Month[];
  /** Cubes that were not read. */
  readonly omit?: readonly string[];
  /** Units that rounding adds to the n-th cell of a face: -1, 0 or 1. */
  readonly noise?: (cell: number) => bigint;
  readonly organization?: OrganizationSnapshot;
  readonly observedAt?: string;
  readonly holds?: boolean;
};

export const FIXTURE_NOW = new Date('2026-11-24T12:00:00Z');

/** The amounts of a charge. */
export const amountsOfCharge = ({ units }: Charge): Amounts =>
  amountsOf((basis) => units + BigInt(BASES.indexOf(basis) - 1) * 7n);

const isUsage = ({ recordType }: Charge): boolean => chargeClassOf(recordType) === 'usage';

/** The cells that Cost Explorer would give of each cube. */
const CUBES: Record<string, { keep: (charge: Charge) => boolean; keys: (charge: Charge) => [string, string, number] }> =
  {
    recordType: { keep: () => true, keys: ({ account, recordType }) => [account, recordType, 0] },
    service: { keep: isUsage, keys: ({ account, service }) => [account, service, 0] },
    'tag:app': { keep: isUsage, keys: ({ account, app }) => [account, app, 0] },
    'daily.account': { keep: () => true, keys: ({ account, day }) => [account, '', day] },
    'daily.charge': { keep: () => true, keys: ({ service, recordType, day }) => [service, recordType, day] },
  };

function cellsOf(cube: string, charges: readonly Charge[], noise: (cell: number) => bigint): Cell[] {
  const rule = CUBES[cube];
  const cells = new Map<string, Cell>();
  for (const charge of rule ? charges.filter(rule.keep) : []) {
    const [key1, key2, day] = rule?.keys(charge) ?? ['', '', 0];
    const id = JSON.stringify([key1, key2, day]);
    const amounts = addAmounts(cells.get(id)?.amounts ?? noAmounts(), amountsOfCharge(charge));
    cells.set(id, { key1, key2, day, amounts });
  }
  return [...cells.values()].map((cell, index) => ({
    ...cell,
    amounts: addAmounts(
      cell.amounts,
      amountsOf(() => (cube === 'recordType' ? 0n : noise(index))),
    ),
  }));
}

/** Stores and publishes books as a sync would have. */
export async function storeBooks(db: Database, books: TestBooks): Promise<Connection> {
  const { charges, organization } = books;
  const { name, kind = 'aws', currency = 'USD', managementAccountId = null } = books;
  const connection = await createConnection(db, { name, kind, currency, managementAccountId });
  if (organization) await saveOrganization(db, connection.id, organization, books.observedAt ?? '2026-01-01T05:00:00Z');
  const names = new Map(charges.map(({ account }) => [account, `Account ${account}`]));
  await saveAccountNames(db, connection.id, names, FIXTURE_NOW.toISOString());
  await publishBooks(db, connection, books);
  return connection;
}

/** Publishes the months of books into a connection: again, as AWS restates them. */
export async function publishBooks(
  db: Database,
  connection: Connection,
  books: Omit<TestBooks, 'name'>,
): Promise<void> {
  const { charges, residual = 0n, estimated = [], omit = [], noise = () => 0n } = books;
  for (const month of [...new Set(charges.map((charge) => charge.month))].sort()) {
    const inMonth = charges.filter((charge) => charge.month === month);
    const loads = new Map<string, number>();
    const cells = new Map<string, Cell[]>();
    for (const cube of Object.keys(CUBES)) {
      if (omit.includes(cube)) continue;
      const made = cellsOf(cube, inMonth, noise);
      const load = { connectionId: connection.id, cube, month, runId: null, stepId: null };
      const loadId = await createLoad(db, { ...load, createdAt: FIXTURE_NOW.toISOString() });
      await writeCells(db, loadId, made);
      loads.set(cube, loadId);
      cells.set(cube, made);
    }
    const book = total(sumsBy(cells.get('recordType') ?? [], 'key1').values());
    const control = addAmounts(
      book.amounts,
      amountsOf(() => residual),
    );
    const { amounts, state } = residualOf(control, book);
    await publishMonth(db, {
      ...{ connectionId: connection.id, month, loads, runId: null, publishedAt: FIXTURE_NOW.toISOString() },
      book: {
        ...{ estimated: estimated.includes(month), amounts: control, residual: amounts, residualState: state },
        ...{ holds: books.holds ?? true, reason: books.holds === false ? 'service does not add up.' : '' },
      },
      checks: checksOf(cells),
    });
  }
}

function checksOf(cells: ReadonlyMap<string, readonly Cell[]>) {
  const book = cells.get('recordType') ?? [];
  const usage = sumsBy(
    book.filter(({ key2 }) => chargeClassOf(key2) === 'usage'),
    'key1',
  );
  return [...cells].flatMap(([cube, made]) => {
    if (cube === 'recordType') return [];
    if (cube === 'daily.charge') return compareFace(cube, sumsBy(book, 'key2'), sumsBy(made, 'key2')).checks;
    return compareFace(cube, cube === 'daily.account' ? sumsBy(book, 'key1') : usage, sumsBy(made, 'key1')).checks;
  });
}

function sumsBy(cells: readonly Cell[], key: 'key1' | 'key2'): Map<string, GroupSum> {
  const sums = new Map<string, GroupSum>();
  for (const cell of cells) {
    const known = sums.get(cell[key]);
    sums.set(cell[key], {
      amounts: addAmounts(known?.amounts ?? noAmounts(), cell.amounts),
      groups: (known?.groups ?? 0) + 1,
    });
  }
  return sums;
}

/** Σ charges of one basis. */
export const sumCharges = (charges: readonly Charge[], basis: keyof Amounts): bigint =>
  charges.reduce((sum, charge) => sum + amountsOfCharge(charge)[basis], 0n);

const account = (id: string, name: string, parentId: string | null) => ({
  ...{ id, name, parentId, email: `${id}@example.com`, arn: null, state: 'ACTIVE', joinedMethod: 'CREATED' },
  ...{ joinedAt: '2024-01-01T00:00:00Z', tags: { owner: name } },
});

/** A small organization: two OUs in one another, and an account under the root. */
export const smallOrganization: OrganizationSnapshot = {
  id: 'o-abcdefghij',
  managementAccountId: '111111111111',
  featureSet: 'ALL',
  root: { id: 'r-ab12', name: 'Root' },
  units: [
    { id: 'ou-ab12-11111111', parentId: 'r-ab12', name: 'Workloads' },
    { id: 'ou-ab12-22222222', parentId: 'ou-ab12-11111111', name: 'Production' },
  ],
  accounts: [
    account('111111111111', 'Management', 'r-ab12'),
    account('000022223333', 'shop-dev', 'ou-ab12-11111111'),
    account('333344445555', 'shop-prod', 'ou-ab12-22222222'),
    account('444455556666', 'idle', 'ou-ab12-22222222'),
  ],
};

/** Accounts of `smallOrganization` and one that left. */
export const FIXTURE_ACCOUNTS = ['111111111111', '000022223333', '333344445555', '999900001111'];

const RECORDS = ['Usage', 'DiscountedUsage', 'Support', 'Tax', 'Credit', 'SavingsPlanNegation', 'Something new'];
const SERVICES = ['Amazon Simple Storage Service', 'AWS Lambda', 'Quantum Toaster'];

/** Charges of every class, account, service and tag value, for the months given. */
export function everyCharge(months: readonly Month[]): Charge[] {
  let n = 0;
  return months.flatMap((month) =>
    FIXTURE_ACCOUNTS.flatMap((each) =>
      RECORDS.flatMap((recordType) =>
        SERVICES.map((service, s) => {
          n += 1;
          const sign = recordType === 'Credit' || recordType === 'SavingsPlanNegation' ? -1n : 1n;
          const units = sign * BigInt(n) * 1_234_567_891n;
          return {
            month,
            day: 1 + (n % 28),
            account: each,
            recordType,
            service,
            app: ['shop', 'Shop', ''][s] ?? '',
            units,
          };
        }),
      ),
    ),
  );
}
