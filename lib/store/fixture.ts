import { amountsOf } from '@/lib/finance/basis';
import type { Cell, CubeName } from '@/lib/finance/cube';
import type { Month } from '@/lib/finance/month';
import type { OrganizationAccount, OrganizationalUnit, OrganizationSnapshot } from '@/lib/finance/organization';
import type { Database } from './database';
import { createLoad, type MonthBookInput, publishMonth, writeCells } from './loads';

// Shared by the tests of this folder.

export const NOON = '2026-11-24T12:00:00.000Z';

export const flat = (units: bigint) => amountsOf(() => units);

/** Five amounts that differ, so that a mixed-up column shows. */
export const spread = (units: bigint) => ({
  unblended: units,
  amortized: units + 1n,
  netUnblended: units + 2n,
  netAmortized: units + 3n,
  blended: units + 4n,
});

export const cell = (key1: string, key2: string, units: bigint, day = 0): Cell => ({
  key1,
  key2,
  day,
  amounts: spread(units),
});

export const goodBook = (units: bigint): MonthBookInput => ({
  estimated: false,
  amounts: spread(units),
  residual: flat(0n),
  residualState: 'none',
  holds: true,
  reason: '',
});

/** Publishes cubes of one month; returns their loads. */
export async function publish(
  db: Database,
  connectionId: string,
  month: Month,
  cubes: Readonly<Partial<Record<CubeName, readonly Cell[]>>>,
): Promise<Map<string, number>> {
  const loads = new Map<string, number>();
  for (const [cube, cells] of Object.entries(cubes)) {
    const load = { connectionId, cube, month, runId: null, stepId: null, createdAt: NOON };
    const id = await createLoad(db, load);
    await writeCells(db, id, cells ?? []);
    loads.set(cube, id);
  }
  await publishMonth(db, {
    connectionId,
    month,
    loads,
    book: goodBook(1n),
    checks: [],
    publishedAt: NOON,
    runId: null,
  });
  return loads;
}

export const unit = (
  id: string,
  parentId: string,
  name: string,
  tags?: Record<string, string>,
): OrganizationalUnit => ({
  id,
  parentId,
  name,
  ...(tags ? { tags } : {}),
});

export const account = (
  id: string,
  parentId: string | null,
  more: Partial<OrganizationAccount> = {},
): OrganizationAccount => ({
  id,
  name: `account ${id}`,
  email: `${id}@example.com`,
  arn: `arn:aws:organizations::1:account/o-1/${id}`,
  state: 'ACTIVE',
  joinedMethod: 'CREATED',
  joinedAt: '2024-01-01T00:00:00.000Z',
  parentId,
  ...more,
});

export const organization = (
  units: readonly OrganizationalUnit[],
  accounts: readonly OrganizationAccount[],
): OrganizationSnapshot => ({
  id: 'o-1',
  managementAccountId: '1',
  featureSet: 'ALL',
  root: { id: 'r-1', name: 'Root' },
  units,
  accounts,
});
