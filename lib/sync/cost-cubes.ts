import type { CostFilter, CostQuery, GroupKey } from '@/lib/aws/cost-query';
import { type CubeName, categoryOf, chainKeysOf } from '@/lib/finance/cube';
import { cubeText } from '@/lib/finance/cube-text';
import type { DetailAxis, DetailShape } from '@/lib/finance/detail';
import { absentKeys, detailShapeOf, isDetailCube } from '@/lib/finance/detail-cube';
import type { CubeStep } from './step-query';

const account: GroupKey = { type: 'DIMENSION', key: 'LINKED_ACCOUNT' };
const service: GroupKey = { type: 'DIMENSION', key: 'SERVICE' };
const recordType: GroupKey = { type: 'DIMENSION', key: 'RECORD_TYPE' };

/** The two keys of each cube, in the order of `Cell.key1` and `Cell.key2` (`finance.md` §5). */
export function groupKeysOf(cube: string): GroupKey[] {
  const detail = detailShapeOf(cube);
  if (detail) return detailGroups(detail);
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
export const isUsageFiltered = (cube: string): boolean =>
  cube === 'service' || chainKeysOf(cube) !== null || isDetailCube(cube);

/**
 * The Cost Explorer query of a cube step. Usage is asked for by the raw record types that the book returned; a chain's
 * later key is asked where the earlier ones are absent, so that the chain partitions usage.
 */
export function costQueryOf(step: CubeStep): CostQuery {
  const usage: CostFilter[] = step.usage ? [{ kind: 'dimension', key: 'RECORD_TYPE', values: step.usage }] : [];
  const absent = (chainKeysOf(step.cube) ?? []).slice(0, -1).map(tagAbsent);
  const detail = detailShapeOf(step.cube);
  const filters = [...usage, ...absent, ...(detail ? detailFilters(detail) : [])];
  return {
    subject: `${cubeText(step.cube)} ${step.from}..${step.to}`,
    granularity: isDaily(step.cube) ? 'DAILY' : 'MONTHLY',
    from: step.from,
    to: step.to,
    groupBy: groupKeysOf(step.cube),
    filter: filters.length === 0 ? null : { kind: 'and', of: filters },
  };
}

const tagAbsent = (key: string): CostFilter => ({ kind: 'tagAbsent', key });

const groupOf = ({ dimension, key }: DetailAxis): GroupKey =>
  dimension === 'service' ? service : { type: 'TAG', key };

/** One account by both dimensions, or all accounts by one of them: the other is filtered. */
function detailGroups(shape: DetailShape): GroupKey[] {
  const { row, column } = shape;
  if (shape.account === null) return [account, groupOf(column)];
  return isOneKey(shape) ? [groupOf(row)] : [groupOf(row), groupOf(column)];
}

/** Both dimensions are read from one tag key, by which AWS groups once. */
export const isOneKey = ({ account: one, row, column }: DetailShape): boolean =>
  one !== null && row.dimension !== 'service' && row.key === column.key;

function detailFilters(shape: DetailShape): CostFilter[] {
  const { row } = shape;
  const one: CostFilter[] =
    shape.account === null ? [] : [{ kind: 'dimension', key: 'LINKED_ACCOUNT', values: [shape.account] }];
  return [...one, ...onlyOf(row), ...absentKeys(shape).map(tagAbsent)];
}

/** The untagged have no value to ask for: what they are is that every key is absent. */
function onlyOf({ dimension, key, only }: DetailAxis): CostFilter[] {
  if (only === null) return [];
  if (dimension === 'service') return [{ kind: 'dimension', key: 'SERVICE', values: [only] }];
  return only === '' ? [] : [{ kind: 'tag', key, values: [only] }];
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
