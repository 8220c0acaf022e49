import type { CostFilter, CostQuery, GroupKey } from '@/lib/aws/cost-query';
import { type CubeName, categoryOf, chainKeysOf } from '@/lib/finance/cube';
import type { CubeStep } from './step-query';

const account: GroupKey = { type: 'DIMENSION', key: 'LINKED_ACCOUNT' };
const service: GroupKey = { type: 'DIMENSION', key: 'SERVICE' };
const recordType: GroupKey = { type: 'DIMENSION', key: 'RECORD_TYPE' };

/** The two keys of each cube, in the order of `Cell.key1` and `Cell.key2` (`finance.md` §5). */
function groupsOf(cube: string): GroupKey[] {
  const tag = chainKeysOf(cube)?.at(-1);
  if (tag !== undefined) return [account, { type: 'TAG', key: tag }];
  const category = categoryOf(cube);
  if (category !== null) return [account, { type: 'COST_CATEGORY', key: category }];
  if (cube === 'recordType') return [account, recordType];
  if (cube === 'service') return [account, service];
  if (cube === 'daily.account') return [account];
  if (cube === 'daily.charge') return [service, recordType];
  throw new RangeError(`unknown cube: ${cube}`);
}

export const isDaily = (cube: string): boolean => cube.startsWith('daily.');

/** Cubes that ask for usage only, so that each of them sums to the book's usage. */
export const isUsageFiltered = (cube: string): boolean => cube === 'service' || chainKeysOf(cube) !== null;

/**
 * The Cost Explorer query of a cube step. Usage is asked for by the raw record types that the book returned; a chain's
 * later key is asked where the earlier ones are absent, so that the chain partitions usage.
 */
export function costQueryOf(step: CubeStep): CostQuery {
  const usage: CostFilter[] = step.usage ? [{ kind: 'dimension', key: 'RECORD_TYPE', values: step.usage }] : [];
  const absent = (chainKeysOf(step.cube) ?? []).slice(0, -1).map((key): CostFilter => ({ kind: 'tagAbsent', key }));
  const filters = [...usage, ...absent];
  return {
    subject: `${step.cube} ${step.from}..${step.to}`,
    granularity: isDaily(step.cube) ? 'DAILY' : 'MONTHLY',
    from: step.from,
    to: step.to,
    groupBy: groupsOf(step.cube),
    filter: filters.length === 0 ? null : { kind: 'and', of: filters },
  };
}

/** The control query: ungrouped and unfiltered, one request for the whole window. */
export const controlQueryOf = (from: string, to: string): CostQuery => ({
  subject: `control ${from}..${to}`,
  granularity: 'MONTHLY',
  from,
  to,
  groupBy: [],
  filter: null,
});

/** The monthly cubes of a connection: the book first, since the others are filtered by what it returned. */
export const monthlyCubes = (tagCubes: readonly CubeName[]): CubeName[] => ['recordType', 'service', ...tagCubes];

export const dailyCubes = (byAccount: boolean): CubeName[] =>
  byAccount ? ['daily.account', 'daily.charge'] : ['daily.charge'];
