import { DescribeCostCategoryDefinitionCommand } from '@aws-sdk/client-cost-explorer';
import { BASES } from '@/lib/finance/basis';
import { addMonths, dayOf, firstDay, type Month, monthOf } from '@/lib/finance/month';
import { callAws } from './call';
import type { AwsClients } from './clients';
import { type CostPage, isBeyondHistory, pullCostPage } from './cost-page';
import type { CostQuery, GroupKey } from './cost-query';
import { type DiscoveredTagKey, pullBackfills, pullCostCategories, pullTagKeys } from './discovery';
import type { DoctorOptions } from './doctor';
import type { Identity } from './identity';
import type { IamAction } from './policy';
import { actionCheck, type Check, failed, isAllowed, type Probe, passed, probe } from './probe';
import { allowFix, COST_EXPLORER_FIX, isCostExplorerOff } from './refusal';
import { withSubject } from './request-ledger';

type History = { readonly page: CostPage; readonly asked: number; readonly served: number };

export type CostFindings = {
  readonly usage: Probe<History>;
  readonly tagKeys: Probe<readonly DiscoveredTagKey[]>;
  readonly actions: ReadonlyMap<IamAction, Probe<unknown>>;
  readonly onlyOwnAccount: boolean | null;
};

/** What AWS serves without the multi-year opt-in: 13 months and the open one. */
const DEFAULT_MONTHS = 14;

/** Tries each read of Cost Explorer, one after the other. A refused request is not billed, the others are. */
export async function probeCosts(
  clients: AwsClients,
  caller: Identity,
  options: DoctorOptions & { readonly seekOwnAccount: boolean },
): Promise<CostFindings> {
  const usage = await probe('ce:GetCostAndUsage', () => pullHistory(clients, options));
  const tagKeys = await probe('ce:ListCostAllocationTags', () =>
    pullTagKeys(clients, { ...options, status: 'Active' }),
  );
  const categories = await probe('ce:ListCostCategoryDefinitions', () => pullCostCategories(clients, options));
  const definition = await probe('ce:DescribeCostCategoryDefinition', () => askDefinition(clients, caller, options));
  const backfills = await probe('ce:ListCostAllocationTagBackfillHistory', () => pullBackfills(clients, options));
  return {
    usage,
    tagKeys,
    actions: new Map<IamAction, Probe<unknown>>([
      ['ce:GetCostAndUsage', usage],
      ['ce:ListCostAllocationTags', tagKeys],
      ['ce:ListCostCategoryDefinitions', categories],
      ['ce:DescribeCostCategoryDefinition', definition],
      ['ce:ListCostAllocationTagBackfillHistory', backfills],
    ]),
    onlyOwnAccount:
      options.seekOwnAccount && usage.kind === 'answered' ? await showsOnlyOwnAccount(clients, caller, options) : null,
  };
}

/** The control totals as far back as AWS serves: the months wanted, else the usual fourteen, else one less. */
async function pullHistory(clients: AwsClients, options: DoctorOptions): Promise<History> {
  const asked = options.historyMonths ?? DEFAULT_MONTHS;
  const shorter = [asked, DEFAULT_MONTHS, DEFAULT_MONTHS - 1].filter((months, at) => at === 0 || months < asked);
  for (const months of shorter) {
    try {
      return { page: await pullCostPage(clients, monthly(months, [], options), null, options), asked, served: months };
    } catch (error) {
      if (!isBeyondHistory(error) || months === shorter.at(-1)) throw error;
    }
  }
  throw new RangeError(`history of ${asked} months`);
}

/** A definition that does not exist: IAM answers before anyone looks for it, and an error is not billed. */
async function askDefinition(clients: AwsClients, caller: Identity, options: DoctorOptions): Promise<unknown> {
  const { costExplorer: client, target } = clients;
  const partition = caller.arn.split(':')[1] ?? 'aws';
  const CostCategoryArn = `arn:${partition}:ce::${caller.accountId}:costcategory/00000000-0000-0000-0000-000000000000`;
  return withSubject('doctor', () =>
    callAws(
      { client, action: 'ce:DescribeCostCategoryDefinition', target },
      (http) => client.send(new DescribeCostCategoryDefinitionCommand({ CostCategoryArn }), http),
      options,
    ),
  );
}

async function showsOnlyOwnAccount(
  clients: AwsClients,
  caller: Identity,
  options: DoctorOptions,
): Promise<boolean | null> {
  const query = monthly(2, [{ type: 'DIMENSION', key: 'LINKED_ACCOUNT' }], options);
  const found = await probe('ce:GetCostAndUsage', () => pullCostPage(clients, query, null, options));
  if (found.kind === 'refused') return null;
  const accounts = new Set(found.reply.buckets.flatMap(({ groups }) => groups.map(({ keys }) => keys[0])));
  return accounts.size > 0 && [...accounts].every((id) => id === caller.accountId);
}

function monthly(months: number, groupBy: readonly GroupKey[], options: DoctorOptions): CostQuery {
  const open = monthOf(dayOf((options.now ?? (() => new Date()))()));
  return {
    subject: 'doctor',
    granularity: 'MONTHLY',
    from: firstDay(addMonths(open, 1 - months)),
    to: firstDay(addMonths(open, 1)),
    groupBy,
    filter: null,
  };
}

/** `member`: the credentials are of a member account, where no policy opens the payer's tags and categories. */
export function costChecks(found: CostFindings, member: boolean): Check[] {
  const payerOnly = member ? 'Only the management account may call it: use its credentials.' : undefined;
  return [
    enabledCheck(found),
    tagsCheck(found.tagKeys),
    ...[...found.actions].map(([action, result]) =>
      actionCheck(action, result, action === 'ce:GetCostAndUsage' ? undefined : payerOnly),
    ),
  ];
}

function enabledCheck({ usage, actions }: CostFindings): Check {
  const id = 'costExplorerEnabled';
  if (usage.kind === 'answered') return historyCheck(id, usage.reply);
  const { error } = usage;
  if (isCostExplorerOff(error)) return failed(id, `${error.message}.`, COST_EXPLORER_FIX);
  if (error.code === 'aws-access-denied') {
    return [...actions.values()].some(isAllowed)
      ? passed(id, 'Cost Explorer answers other requests.')
      : failed(id, 'Cannot be told without ce:GetCostAndUsage.', allowFix('ce:GetCostAndUsage'));
  }
  return failed(id, `${error.message}.`, error.fix ?? null);
}

function historyCheck(id: string, { page, asked, served }: History): Check {
  const months = page.buckets
    .filter(({ total }) => total !== null && BASES.some((basis) => total[basis] !== 0n))
    .map(({ start }): Month => monthOf(start));
  const range = months.length === 0 ? 'no month with cost yet' : `cost from ${months[0]} to ${months.at(-1)}`;
  const detail = `Cost Explorer answers${page.currency === null ? '' : ` in ${page.currency}`}; ${range}; ${served} months are served.`;
  if (asked <= DEFAULT_MONTHS || served === asked) return passed(id, detail);
  return failed(
    id,
    `${detail} ${asked} months were asked for, and multi-year data is not enabled.`,
    'In the management account open Cost Management preferences → Cost Explorer and turn on multi-year data at monthly granularity (it takes up to 48 hours), or ask for 14 months.',
  );
}

function tagsCheck(tagKeys: Probe<readonly DiscoveredTagKey[]>): Check {
  const id = 'activeTags';
  if (tagKeys.kind === 'refused') {
    return failed(id, `Cannot be told: ${tagKeys.error.message}.`, tagKeys.error.fix ?? null, false);
  }
  const keys = tagKeys.reply.map(({ key }) => key);
  if (keys.length > 0) return passed(id, `${keys.length} active cost allocation tag keys: ${listed(keys)}.`);
  return failed(
    id,
    'No cost allocation tag key is active: all usage counts as untagged.',
    'In the management account open Billing and Cost Management → Cost allocation tags and activate the keys that name projects and environments (values appear within 24 hours).',
    false,
  );
}

const listed = (keys: readonly string[]): string =>
  keys.slice(0, 20).join(', ') + (keys.length > 20 ? ` and ${keys.length - 20} more` : '');
