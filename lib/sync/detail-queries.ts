import { accountFactsOf } from '@/lib/finance/account-facts';
import { assignerOf } from '@/lib/finance/assignment';
import { DEFAULT_BASIS } from '@/lib/finance/basis';
import { chainCube } from '@/lib/finance/cube';
import { detailCube } from '@/lib/finance/detail-cube';
import { type DetailPlan, planDetail } from '@/lib/finance/detail-plan';
import { addMonths, lastDay, type Month, type MonthRange, monthsIn } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import { type AccountMonth, bookOf, buildSlices } from '@/lib/finance/slice';
import type { ChainKey } from '@/lib/finance/tag-chain';
import { type CostSum, sumCells } from '@/lib/store/costs';
import { getOrganization } from '@/lib/store/organization';
import type { AccountScope } from '@/lib/store/scope';
import { expectedRequests } from './expected-requests';
import type { SyncState } from './sync-state';
import { daysOfRange } from './window';

/**
 * What `detail` would ask for the months that the store shows (`finance.md` §5): AWS is not asked. Cubes that AWS refused
 * lately are left out; the limit is `Rules.detailRequests`, in requests.
 */
export async function planDetailCubes(
  scope: AccountScope,
  connectionId: string,
  { rules, wanted, readings, size }: Pick<SyncState, 'rules' | 'wanted' | 'readings' | 'size'>,
): Promise<DetailPlan> {
  const shown = monthsIn(wanted.months).filter((month) => readings.get(month)?.loadedAt.has('recordType'));
  const range = rangeOf(shown);
  if (range === null || rules.dimensions.project.length + rules.dimensions.environment.length === 0) {
    return { queries: [], wanted: 0 };
  }
  const months = await readMonths(scope, connectionId, rules, range, (cube, month) => isRead(readings, cube, month));
  const services = await readServices(scope, connectionId, range);
  return planDetail({
    months,
    chains: rules.dimensions,
    servicesOf: (account) => services.get(account) ?? new Map(),
    requestsOf: (shape) => expectedRequests(size, detailCube(shape), range, daysOfRange(range)),
    isAsked: (shape) => !wanted.refusedCubes.has(detailCube(shape)),
    limit: rules.detailRequests,
    basis: DEFAULT_BASIS,
  });
}

const isRead = (readings: SyncState['readings'], cube: string, month: Month): boolean =>
  readings.get(month)?.loadedAt.has(cube) ?? false;

function rangeOf(months: readonly Month[]): MonthRange | null {
  const [from] = months;
  const last = months.at(-1);
  return from === undefined || last === undefined ? null : { from, to: addMonths(last, 1) };
}

type PlannedMonth = { readonly accounts: readonly AccountMonth[]; readonly assigner: ReturnType<typeof assignerOf> };

/** The accounts of each month as its rules see them. */
async function readMonths(
  scope: AccountScope,
  connectionId: string,
  rules: Rules,
  range: MonthRange,
  known: (cube: string, month: Month) => boolean,
): Promise<PlannedMonth[]> {
  const [book, project, environment] = await Promise.all([
    cellsByMonth(scope, connectionId, 'recordType', range),
    readChain(scope, connectionId, rules.dimensions.project, range),
    readChain(scope, connectionId, rules.dimensions.environment, range),
  ]);
  const planned: PlannedMonth[] = [];
  for (const month of monthsIn(range)) {
    const cells = book.get(month) ?? [];
    if (cells.length === 0) continue;
    const organization = await getOrganization(scope, connectionId, lastDay(month));
    const chainOf = (chain: typeof project): ChainKey[] =>
      chain.map(({ key, cube, months }) => ({ key, cells: known(cube, month) ? chainCells(months.get(month)) : null }));
    const assigner = assignerOf(rules, month);
    const { accounts } = buildSlices({
      accounts: organization ? accountFactsOf(organization) : new Map(),
      book: bookOf(cells.map(({ key1, key2, amounts }) => ({ account: key1 ?? '', recordType: key2 ?? '', amounts }))),
      projectChain: chainOf(project),
      environmentChain: chainOf(environment),
      assigner,
    });
    planned.push({ accounts, assigner });
  }
  return planned;
}

const chainCells = (cells: readonly CostSum[] = []) =>
  cells.map(({ key1, key2, amounts }) => ({ account: key1 ?? '', raw: key2 ?? '', amounts }));

const readChain = (scope: AccountScope, connectionId: string, keys: readonly string[], range: MonthRange) =>
  Promise.all(
    keys.map(async (key, at) => {
      const cube = chainCube(keys.slice(0, at + 1));
      return { key, cube, months: await cellsByMonth(scope, connectionId, cube, range) };
    }),
  );

async function cellsByMonth(scope: AccountScope, connectionId: string, cube: string, months: MonthRange) {
  const found = new Map<Month, CostSum[]>();
  const cells = await sumCells(scope, { connectionId, cube, months, groupBy: ['month', 'key1', 'key2'] });
  for (const cell of cells) {
    const list = found.get(cell.month ?? '');
    if (list) list.push(cell);
    else found.set(cell.month ?? '', [cell]);
  }
  return found;
}

/** The services that each account used in the window, with its usage of them. */
async function readServices(scope: AccountScope, connectionId: string, months: MonthRange) {
  const services = new Map<string, Map<string, bigint>>();
  const cells = await sumCells(scope, { connectionId, cube: 'service', months, groupBy: ['key1', 'key2'] });
  for (const { key1, key2, amounts } of cells) {
    const own = services.get(key1 ?? '') ?? new Map<string, bigint>();
    services.set(key1 ?? '', own.set(key2 ?? '', amounts[DEFAULT_BASIS]));
  }
  return services;
}
