import {
  DescribeCostCategoryDefinitionCommand,
  GetCostCategoriesCommand,
  GetDimensionValuesCommand,
  GetTagsCommand,
  ListCostAllocationTagBackfillHistoryCommand,
  ListCostAllocationTagsCommand,
  ListCostCategoryDefinitionsCommand,
} from '@aws-sdk/client-cost-explorer';
import { expect, test } from 'vitest';
import { billWorld } from './bill-world';
import { openSandbox } from './clients-fixture';
import { lineOf } from './line-fixture';

const lines = [
  lineOf('2026-10-01', '5', { tags: { app: 'b' }, categories: { Unit: 'Data' } }),
  lineOf('2026-10-02', '7', { tags: { app: 'a', env: 'prod' }, account: '000000000001' }),
  lineOf('2026-10-03', '1', { account: '000000000001', service: 'AWS Lambda' }),
];
const world = () =>
  billWorld(
    { currency: 'USD', lines },
    { now: () => new Date('2026-11-24T00:00:00Z'), accountNames: { '000000000001': 'one' } },
  );
const TimePeriod = { Start: '2026-10-01', End: '2026-11-01' };

test('tags are listed by state and kind, in pages', async () => {
  const many = world();
  many.tagKeys = [
    ...Array.from({ length: 150 }, (_, i) => ({
      key: `k${i}`,
      type: 'UserDefined' as const,
      status: 'Active' as const,
      lastUpdatedAt: '2026-01-01T00:00:00Z',
      lastUsedAt: null,
    })),
    { key: 'aws:createdBy', type: 'AWSGenerated', status: 'Inactive', lastUpdatedAt: null, lastUsedAt: null },
  ];
  await using opened = await openSandbox({ world: many });
  const first = await opened.costs.send(new ListCostAllocationTagsCommand({ Status: 'Active' }));
  expect(first.CostAllocationTags).toHaveLength(100);
  expect(first.CostAllocationTags?.[0]).toEqual({
    TagKey: 'k0',
    Type: 'UserDefined',
    Status: 'Active',
    LastUpdatedDate: '2026-01-01T00:00:00Z',
  });
  const second = await opened.costs.send(
    new ListCostAllocationTagsCommand({ Status: 'Active', NextToken: first.NextToken }),
  );
  expect([second.CostAllocationTags?.length, second.NextToken]).toEqual([50, undefined]);
  const other = await opened.costs.send(new ListCostAllocationTagsCommand({ Type: 'AWSGenerated' }));
  expect(other.CostAllocationTags).toEqual([{ TagKey: 'aws:createdBy', Type: 'AWSGenerated', Status: 'Inactive' }]);
  expect(opened.sandbox.billed()).toBe(3);
});

test('a category has its values, status and rules; backfills have their history', async () => {
  await using opened = await openSandbox({ world: world() });
  const { CostCategoryReferences } = await opened.costs.send(new ListCostCategoryDefinitionsCommand({}));
  expect(CostCategoryReferences).toMatchObject([
    { Name: 'Unit', Values: ['Data'], ProcessingStatus: [{ Component: 'COST_EXPLORER', Status: 'APPLIED' }] },
  ]);
  const CostCategoryArn = CostCategoryReferences?.[0]?.CostCategoryArn;
  const { CostCategory } = await opened.costs.send(new DescribeCostCategoryDefinitionCommand({ CostCategoryArn }));
  expect(CostCategory?.Rules?.[0]).toMatchObject({ Value: 'Data', Rule: { Dimensions: { Values: ['111122223333'] } } });
  const gone = new DescribeCostCategoryDefinitionCommand({
    CostCategoryArn: 'arn:aws:ce::000000000001:costcategory/00000000-0000-0000-0000-000000000000',
  });
  await expect(opened.costs.send(gone)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  opened.sandbox.world.backfills = [
    {
      backfillFrom: '2026-01-01T00:00:00Z',
      requestedAt: '2026-11-20T00:00:00Z',
      completedAt: null,
      status: 'PROCESSING',
      lastUpdatedAt: '2026-11-20T00:00:00Z',
    },
  ];
  const { BackfillRequests } = await opened.costs.send(new ListCostAllocationTagBackfillHistoryCommand({}));
  expect(BackfillRequests).toEqual([
    {
      BackfillFrom: '2026-01-01T00:00:00Z',
      RequestedAt: '2026-11-20T00:00:00Z',
      BackfillStatus: 'PROCESSING',
      LastUpdatedAt: '2026-11-20T00:00:00Z',
    },
  ]);
});

test('values of dimensions, tags and categories are found in the window', async () => {
  await using opened = await openSandbox({ world: world() });
  const accounts = await opened.costs.send(new GetDimensionValuesCommand({ TimePeriod, Dimension: 'LINKED_ACCOUNT' }));
  expect(accounts.DimensionValues).toEqual([
    { Value: '000000000001', Attributes: { description: 'one' } },
    { Value: '111122223333', Attributes: { description: '111122223333' } },
  ]);
  const SortBy = [{ Key: 'UnblendedCost', SortOrder: 'DESCENDING' as const }];
  const services = await opened.costs.send(
    new GetDimensionValuesCommand({ TimePeriod, Dimension: 'SERVICE', SortBy, MaxResults: 1 }),
  );
  expect([services.DimensionValues?.[0]?.Value, services.TotalSize, services.ReturnSize]).toEqual([
    'Amazon Simple Storage Service',
    2,
    1,
  ]);
  expect((await opened.costs.send(new GetTagsCommand({ TimePeriod }))).Tags).toEqual(['app', 'env']);
  expect((await opened.costs.send(new GetTagsCommand({ TimePeriod, TagKey: 'app' }))).Tags).toEqual(['', 'a', 'b']);
  expect((await opened.costs.send(new GetTagsCommand({ TimePeriod, TagKey: 'app', SearchString: 'B' }))).Tags).toEqual([
    'b',
  ]);
  expect((await opened.costs.send(new GetCostCategoriesCommand({ TimePeriod }))).CostCategoryNames).toEqual(['Unit']);
  const values = await opened.costs.send(new GetCostCategoriesCommand({ TimePeriod, CostCategoryName: 'Unit' }));
  expect(values.CostCategoryValues).toEqual(['', 'Data']);
});

test('a member may not list tags or categories', async () => {
  await using opened = await openSandbox({ world: world(), knobs: { memberOnly: '111122223333' } });
  await expect(opened.costs.send(new ListCostAllocationTagsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: "Linked account doesn't have access to cost allocation tags.",
  });
  await expect(opened.costs.send(new ListCostCategoryDefinitionsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});
