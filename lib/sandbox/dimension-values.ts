import { z } from 'zod';
import { BASES, METRIC_OF } from '@/lib/finance/basis';
import type { BillLine } from '@/lib/finance/bill';
import { dayOf } from '@/lib/finance/month';
import { linesIn } from './bill-index';
import type { Context } from './context';
import { passOf } from './cost-and-usage';
import { categoryReader, dimensionReader, type Reader, tagReader } from './dimension';
import { EXPRESSION } from './filter';
import { bucketsOf, TIME_PERIOD } from './window';
import { accountNameOf } from './world';

const SORT = z.object({ Key: z.string(), SortOrder: z.enum(['ASCENDING', 'DESCENDING']).optional() });
const BASE = z.object({
  TimePeriod: TIME_PERIOD,
  Filter: EXPRESSION.optional(),
  SearchString: z.string().optional(),
  SortBy: z.array(SORT).optional(),
  MaxResults: z.number().int().min(1).max(1000).optional(),
});
type Base = z.infer<typeof BASE>;

/** GetDimensionValues. */
export function getDimensionValues(context: Context): unknown {
  const request = BASE.extend({ Dimension: z.string(), Context: z.string().optional() }).parse(context.request.body);
  const read = dimensionReader(request.Dimension, context.world);
  const values = distinct(context, request, (line) => [read(line) ?? '']);
  return listed(context, request, values, (page) => ({
    DimensionValues: page.map((Value) => ({ Value, Attributes: description(context, request.Dimension, Value) })),
  }));
}

function description({ world }: Context, dimension: string, value: string): Record<string, string> {
  const name = dimension === 'LINKED_ACCOUNT' ? accountNameOf(world, value) : null;
  return name === null ? {} : { description: name };
}

/** GetTags: the keys in use, or with `TagKey` its values, `''` for what has none. */
export function getTags(context: Context): unknown {
  const { world } = context;
  const request = BASE.extend({ TagKey: z.string().optional() }).parse(context.request.body);
  const active = world.tagKeys.filter(({ status }) => status === 'Active').map(({ key }) => key);
  const readers = active.map((key): [string, Reader] => [key, tagReader(key, world)]);
  const one = request.TagKey === undefined ? null : tagReader(request.TagKey, world, context.knobs.refuseInactiveTags);
  const values = distinct(context, request, (line) =>
    one ? [one(line) ?? ''] : readers.filter(([, read]) => read(line) !== undefined).map(([key]) => key),
  );
  return listed(context, request, values, (page) => ({ Tags: page }));
}

/** GetCostCategories: the names in use, or with `CostCategoryName` its values. */
export function getCostCategories(context: Context): unknown {
  const { world } = context;
  const request = BASE.extend({ CostCategoryName: z.string().optional() }).parse(context.request.body);
  const readers = world.categories.map(({ name }): [string, Reader] => [name, categoryReader(name, world)]);
  const one = request.CostCategoryName === undefined ? null : categoryReader(request.CostCategoryName, world);
  const values = distinct(context, request, (line) =>
    one ? [one(line) ?? ''] : readers.filter(([, read]) => read(line) !== undefined).map(([name]) => name),
  );
  return listed(context, request, values, (page) => (one ? { CostCategoryValues: page } : { CostCategoryNames: page }));
}

/** Distinct values in the window, sorted by text, or by the cost that SortBy names. */
function distinct(context: Context, request: Base, valuesOf: (line: BillLine) => string[]): string[] {
  const { world } = context;
  const pass = passOf(context, request.Filter);
  const search = request.SearchString?.toLowerCase() ?? '';
  const sort = request.SortBy?.[0];
  const basis = BASES.find((candidate) => METRIC_OF[candidate] === sort?.Key);
  const costs = new Map<string, bigint>();
  const buckets = bucketsOf(request.TimePeriod, 'MONTHLY', world);
  for (const line of linesIn(world, buckets, dayOf(world.now()), pass ?? (() => true))) {
    for (const value of valuesOf(line)) {
      if (!value.toLowerCase().includes(search)) continue;
      costs.set(value, (costs.get(value) ?? 0n) + (basis ? line.amounts[basis] : 0n));
    }
  }
  const order = sort?.SortOrder === 'ASCENDING' ? 1 : -1;
  const byCost = ([, a]: [string, bigint], [, b]: [string, bigint]) => (a < b ? -order : a > b ? order : 0);
  const sorted = [...costs].sort(([a], [b]) => (a < b ? -1 : 1));
  return (basis ? sorted.sort(byCost) : sorted).map(([value]) => value);
}

const LARGEST_PAGE = 1000;

function listed(
  context: Context,
  request: Base,
  values: string[],
  render: (page: string[]) => Record<string, unknown>,
): unknown {
  return context.costPages.first(context.request, {
    total: values.length,
    size: () => Math.min(request.MaxResults ?? LARGEST_PAGE, context.knobs.pageSize),
    render: ({ from, to, token }) => ({
      ...render(values.slice(from, to)),
      ReturnSize: to - from,
      TotalSize: values.length,
      ...(token === undefined ? {} : { NextPageToken: token }),
    }),
  });
}
