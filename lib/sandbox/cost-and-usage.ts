import { z } from 'zod';
import { BASES, type Basis, METRIC_OF } from '@/lib/finance/basis';
import { writeAmount } from './amount';
import { type Context, confinedTo } from './context';
import { compileFilter, EXPRESSION, type Predicate } from './filter';
import { compileGroups, GROUP_BY, type GroupBy, type Grouping } from './group';
import type { Page } from './pages';
import { invalid } from './request';
import { type BucketSums, roundedAmount, sumBuckets } from './sum';
import { bucketsOf, GRANULARITY, isEstimated, TIME_PERIOD } from './window';
import { accountNameOf } from './world';

const REQUEST = z.object({
  TimePeriod: TIME_PERIOD,
  Granularity: GRANULARITY,
  Metrics: z.array(z.string()).min(1),
  GroupBy: z.array(GROUP_BY).default([]),
  Filter: EXPRESSION.optional(),
});

type Result = BucketSums & { readonly estimated: boolean; readonly offset: number; readonly groups: number };

type Answered = {
  readonly context: Context;
  readonly groupBy: readonly GroupBy[];
  readonly groupings: readonly Grouping[];
  readonly bases: readonly Basis[];
  readonly results: readonly Result[];
};

/** GetCostAndUsage. The whole result is worked out at the first page; later pages are slices of its (time × group) list. */
export function getCostAndUsage(context: Context): unknown {
  const { world, knobs, costPages, request: attempt } = context;
  const request = REQUEST.parse(attempt.body);
  const buckets = bucketsOf(request.TimePeriod, request.Granularity, world);
  const bases = request.Metrics.map(basisOf);
  const groupings = compileGroups(request.GroupBy, world, knobs);
  const pass = passOf(context, request.Filter);
  let total = 0;
  const results = sumBuckets({ world, buckets, groupings, pass, bases }).map((sums): Result => {
    const groups = groupings.length > 0 ? sums.sums.length : 0;
    total += groups;
    return { ...sums, estimated: isEstimated(sums.bucket, world), offset: total - groups, groups };
  });
  const answered = { context, groupBy: request.GroupBy, groupings, bases, results };
  return costPages.first(attempt, {
    total,
    size: () => knobs.pageSize,
    render: (page) => render(answered, page, total),
  });
}

function basisOf(metric: string): Basis {
  const basis = BASES.find((candidate) => METRIC_OF[candidate] === metric);
  if (basis) return basis;
  if (metric === 'UsageQuantity' || metric === 'NormalizedUsageAmount')
    throw invalid(`The bill has no quantities: ${metric}`);
  throw invalid(`Metric ${metric} is not valid.`);
}

/** The filter, and for a member's credentials the confinement to its own account. */
export function passOf(context: Context, filter: z.infer<typeof EXPRESSION> | undefined): Predicate | null {
  const account = confinedTo(context);
  const pass = filter ? compileFilter(filter, context.world, context.knobs) : null;
  if (account === null) return pass;
  return (line) => line.account === account && (pass?.(line) ?? true);
}

function render(answered: Answered, page: Page, total: number): unknown {
  const { context, groupBy } = answered;
  const from = context.knobs.duplicateGroups && page.from > 0 ? page.from - 1 : page.from;
  const here = answered.results.filter((result) => isOn(result, from, page.to, total, page));
  const shown = here.map((result) => renderBucket(answered, result, from, page.to));
  const accounts = new Set(shown.flatMap(({ accounts }) => accounts));
  if (groupBy.length > 0) oddUnit(context, shown.at(-1)?.reply.Groups.at(-1)?.Metrics);
  else oddUnit(context, shown.at(-1)?.reply.Total);
  return {
    ...(page.token === undefined ? {} : { NextPageToken: page.token }),
    GroupDefinitions: groupBy.map(({ Type, Key }) => ({ Type: Type ?? 'DIMENSION', Key })),
    ResultsByTime: shown.map(({ reply }) => reply),
    DimensionValueAttributes: context.knobs.withoutAttributes
      ? []
      : [...accounts].map((id) => attributes(context, id)).filter(Boolean),
    ...(context.knobs.extraFields ? { Provenance: { Engine: 'next', Shards: [1, 2] } } : {}),
  };
}

/** A bucket is on the page that its groups overlap; one without groups is on the page that passes it. */
function isOn({ offset, groups }: Result, from: number, to: number, total: number, page: Page): boolean {
  if (page.blank) return false;
  if (groups > 0) return offset < to && offset + groups > from;
  return (offset >= page.from && offset < to) || (offset === total && to === total);
}

type Metrics = Record<string, { Amount: string; Unit: string }>;
type Group = { Keys: readonly string[]; Metrics: Metrics };

function renderBucket(answered: Answered, result: Result, from: number, to: number) {
  const { context, groupBy } = answered;
  const first = Math.max(0, from - result.offset);
  const last = Math.min(result.groups, to - result.offset);
  const groups: Group[] = [];
  for (let at = first; at < last; at++) {
    const extra = context.knobs.extraFields ? { Confidence: 'HIGH' } : {};
    groups.push({ Keys: keysOf(answered, result, at), Metrics: metrics(answered, result, at), ...extra });
  }
  const accountKey = groupBy.findIndex(
    ({ Type, Key }) => (Type ?? 'DIMENSION') === 'DIMENSION' && Key === 'LINKED_ACCOUNT',
  );
  const reply = {
    TimePeriod: { Start: result.bucket.from, End: result.bucket.to },
    Total: groupBy.length > 0 ? {} : metrics(answered, result, 0),
    Groups: groups,
    Estimated: result.estimated,
  };
  return { reply, accounts: accountKey < 0 ? [] : groups.map(({ Keys }) => Keys[accountKey] ?? '') };
}

const keysOf = ({ groupings }: Answered, { firsts, seconds }: Result, at: number): string[] =>
  groupings.map(({ write }, i) => write((i === 0 ? firsts : seconds)[at] ?? ''));

function metrics({ context, bases }: Answered, { sums }: Result, at: number): Metrics {
  const { decimals } = context.knobs;
  const Unit = context.world.bill.currency;
  return Object.fromEntries(
    bases.map((basis, i) => [
      METRIC_OF[basis],
      { Amount: writeAmount(roundedAmount(sums[at], basis, i, decimals), context.knobs), Unit },
    ]),
  );
}

function oddUnit({ knobs }: Context, metrics: Metrics | undefined): void {
  if (knobs.oddUnit === null || !metrics) return;
  for (const amount of Object.values(metrics)) amount.Unit = knobs.oddUnit;
}

function attributes({ world }: Context, id: string) {
  const name = accountNameOf(world, id);
  return name === null ? null : { Value: id, Attributes: { description: name } };
}
