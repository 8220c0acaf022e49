import { type Context, confinedTo } from './context';
import { getCostAndUsage } from './cost-and-usage';
import {
  describeCostCategoryDefinition,
  listCostAllocationTagBackfillHistory,
  listCostAllocationTags,
  listCostCategoryDefinitions,
} from './definitions';
import { getCostCategories, getDimensionValues, getTags } from './dimension-values';
import { Refusal } from './request';

const OPERATIONS = new Map<string, (context: Context) => unknown>([
  ['GetCostAndUsage', getCostAndUsage],
  ['GetTags', getTags],
  ['GetDimensionValues', getDimensionValues],
  ['GetCostCategories', getCostCategories],
  ['ListCostAllocationTags', listCostAllocationTags],
  ['ListCostAllocationTagBackfillHistory', listCostAllocationTagBackfillHistory],
  ['ListCostCategoryDefinitions', listCostCategoryDefinitions],
  ['DescribeCostCategoryDefinition', describeCostCategoryDefinition],
]);

/** Operations that only the payer may call. */
const PAYER_ONLY = new Map([
  ['ListCostAllocationTags', "Linked account doesn't have access to cost allocation tags."],
  ['ListCostAllocationTagBackfillHistory', "Linked account doesn't have access to cost allocation tags."],
  ['ListCostCategoryDefinitions', "Linked account doesn't have access to cost category."],
  ['DescribeCostCategoryDefinition', "Linked account doesn't have access to cost category."],
]);

/** Answers a Cost Explorer operation. @throws Refusal */
export function answerCostExplorer(context: Context): unknown {
  const { knobs, request, costPages } = context;
  const answer = OPERATIONS.get(request.operation);
  if (!answer) throw new Refusal('UnknownOperationException', '');
  if (knobs.costExplorerOff) throw new Refusal('AccessDeniedException', 'User not enabled for cost explorer access');
  const payerOnly = PAYER_ONLY.get(request.operation);
  if (payerOnly && confinedTo(context) !== null) throw new Refusal('AccessDeniedException', payerOnly);
  if (knobs.dataUnavailable && request.operation.startsWith('Get')) {
    throw new Refusal(
      'DataUnavailableException',
      'Data is not available. Please try to adjust the time period. If just enabled Cost Explorer, data might not be ingested yet',
    );
  }
  const token = request.body.NextPageToken ?? request.body.NextToken;
  return typeof token === 'string' ? costPages.resume(request, token) : answer(context);
}
