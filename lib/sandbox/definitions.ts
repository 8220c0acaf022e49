import { z } from 'zod';
import type { Context } from './context';
import { Refusal } from './request';
import type { CostAllocationTag, CostCategory } from './world';

const LIST = z.object({ MaxResults: z.number().int().min(1).max(1000).optional() });
const LARGEST_PAGE = 100;

function listed<Item>(
  context: Context,
  items: readonly Item[],
  render: (page: readonly Item[]) => Record<string, unknown>,
): unknown {
  const { MaxResults: asked = LARGEST_PAGE } = LIST.parse(context.request.body);
  return context.costPages.first(context.request, {
    total: items.length,
    size: () => Math.min(asked, LARGEST_PAGE, context.knobs.pageSize),
    render: ({ from, to, token }) => ({
      ...render(items.slice(from, to)),
      ...(token === undefined ? {} : { NextToken: token }),
    }),
  });
}

const TAGS = z.object({
  Status: z.enum(['Active', 'Inactive']).optional(),
  TagKeys: z.array(z.string()).optional(),
  Type: z.enum(['AWSGenerated', 'UserDefined']).optional(),
});

export function listCostAllocationTags(context: Context): unknown {
  const { Status, TagKeys, Type } = TAGS.parse(context.request.body);
  const wanted = context.world.tagKeys.filter(
    ({ key, status, type }) =>
      (Status ?? status) === status && (Type ?? type) === type && (TagKeys ?? [key]).includes(key),
  );
  return listed(context, wanted, (page) => ({ CostAllocationTags: page.map(renderTag) }));
}

const renderTag = ({ key, type, status, lastUpdatedAt, lastUsedAt }: CostAllocationTag) => ({
  TagKey: key,
  Type: type,
  Status: status,
  ...(lastUpdatedAt === null ? {} : { LastUpdatedDate: lastUpdatedAt }),
  ...(lastUsedAt === null ? {} : { LastUsedDate: lastUsedAt }),
});

export function listCostAllocationTagBackfillHistory(context: Context): unknown {
  return listed(context, context.world.backfills, (page) => ({
    BackfillRequests: page.map(({ backfillFrom, requestedAt, completedAt, status, lastUpdatedAt }) => ({
      BackfillFrom: backfillFrom,
      RequestedAt: requestedAt,
      ...(completedAt === null ? {} : { CompletedAt: completedAt }),
      BackfillStatus: status,
      LastUpdatedAt: lastUpdatedAt,
    })),
  }));
}

const processing = ({ status }: CostCategory) => [{ Component: 'COST_EXPLORER', Status: status }];

/** The values that a category gives, in the bill's order of appearance. */
function valuesOf({ world }: Context, { name }: CostCategory): string[] {
  const values = new Set<string>();
  for (const { categories } of world.bill.lines) {
    if (Object.hasOwn(categories, name)) values.add(categories[name] ?? '');
  }
  return [...values];
}

export function listCostCategoryDefinitions(context: Context): unknown {
  return listed(context, context.world.categories, (page) => ({
    CostCategoryReferences: page.map((category) => ({
      CostCategoryArn: category.arn,
      Name: category.name,
      EffectiveStart: category.effectiveStart,
      NumberOfRules: valuesOf(context, category).length,
      ProcessingStatus: processing(category),
      Values: valuesOf(context, category),
    })),
  }));
}

/** DescribeCostCategoryDefinition. The rules are those that the bill shows: which accounts carry a value. */
export function describeCostCategoryDefinition(context: Context): unknown {
  const { CostCategoryArn } = z.object({ CostCategoryArn: z.string() }).parse(context.request.body);
  const category = context.world.categories.find(({ arn }) => arn === CostCategoryArn);
  if (!category)
    throw new Refusal('ResourceNotFoundException', `No Cost Categories found with CostCategoryArn: ${CostCategoryArn}`);
  const rules = valuesOf(context, category).map((value) => ({
    Type: 'REGULAR',
    Value: value,
    Rule: {
      Dimensions: { Key: 'LINKED_ACCOUNT', Values: accountsWith(context, category, value), MatchOptions: ['EQUALS'] },
    },
  }));
  return {
    CostCategory: {
      CostCategoryArn: category.arn,
      Name: category.name,
      EffectiveStart: category.effectiveStart,
      RuleVersion: 'CostCategoryExpression.v1',
      Rules: rules,
      ProcessingStatus: processing(category),
    },
  };
}

function accountsWith({ world }: Context, { name }: CostCategory, value: string): string[] {
  const carriers = world.bill.lines.filter(
    ({ categories }) => Object.hasOwn(categories, name) && categories[name] === value,
  );
  return [...new Set(carriers.map(({ account }) => account))].sort();
}
