import type { BillLine } from '@/lib/finance/bill';
import { dayOf } from '@/lib/finance/month';
import { invalid } from './request';
import { accountNameOf, type CostAllocationTag, type World } from './world';

/** Reads one attribute of a line; undefined when the line has none. */
export type Reader = (line: BillLine) => string | undefined;

const DIMENSIONS = (
  'AZ INSTANCE_TYPE LINKED_ACCOUNT LINKED_ACCOUNT_NAME OPERATION PURCHASE_TYPE REGION SERVICE SERVICE_CODE USAGE_TYPE ' +
  'USAGE_TYPE_GROUP RECORD_TYPE OPERATING_SYSTEM TENANCY SCOPE PLATFORM SUBSCRIPTION_ID LEGAL_ENTITY_NAME ' +
  'DEPLOYMENT_OPTION DATABASE_ENGINE CACHE_ENGINE INSTANCE_TYPE_FAMILY BILLING_ENTITY RESERVATION_ID RESOURCE_ID ' +
  'RIGHTSIZING_TYPE SAVINGS_PLANS_TYPE SAVINGS_PLAN_ARN PAYMENT_OPTION AGREEMENT_END_DATE_TIME_AFTER ' +
  'AGREEMENT_END_DATE_TIME_BEFORE INVOICING_ENTITY ANOMALY_TOTAL_IMPACT_ABSOLUTE ANOMALY_TOTAL_IMPACT_PERCENTAGE'
).split(' ');

/** `INSTANCE_TYPE` → `NoInstanceType`: how Cost Explorer labels cost that lacks a dimension, and so all of this bill. */
const missing = (dimension: string): string =>
  `No${dimension.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;

/** The value of a dimension. What the bill does not know is `No…`, as at AWS. @throws Refusal for a word that is no dimension. */
export function dimensionReader(dimension: string, world: World): Reader {
  if (dimension === 'LINKED_ACCOUNT') return (line) => line.account;
  if (dimension === 'SERVICE') return (line) => line.service;
  if (dimension === 'RECORD_TYPE') return (line) => line.recordType;
  if (dimension === 'LINKED_ACCOUNT_NAME') return (line) => accountNameOf(world, line.account) ?? line.account;
  if (!DIMENSIONS.includes(dimension)) {
    throw invalid(
      `1 validation error detected: Value '${dimension}' failed to satisfy constraint: Member must satisfy enum value set: [${DIMENSIONS.join(', ')}]`,
    );
  }
  const none = missing(dimension);
  return () => none;
}

const ACCOUNT_TAG = 'accountTag/';

/** The value of a cost-allocation tag key: undefined without one, before its activation, or when it is not active. */
export function tagReader(key: string, world: World, refuseInactive = false): Reader {
  const tag = world.tagKeys.find((known) => known.key === key && known.status === 'Active');
  if (!tag && refuseInactive) throw invalid(`Tag key ${key} is not an active cost allocation tag.`);
  if (!tag) return () => undefined;
  const since = visibleSince(tag, world);
  const own: Reader = (line) => (Object.hasOwn(line.tags, key) ? line.tags[key] : undefined);
  const value = key.startsWith(ACCOUNT_TAG) ? accountTagReader(key.slice(ACCOUNT_TAG.length), world, own) : own;
  return since === '' ? value : (line) => (line.day >= since ? value(line) : undefined);
}

function accountTagReader(key: string, world: World, own: Reader): Reader {
  const values = new Map<string, string | undefined>();
  for (const { id, tags } of world.organization?.accounts ?? []) {
    if (tags && Object.hasOwn(tags, key)) values.set(id, tags[key]);
  }
  return (line) => own(line) ?? values.get(line.account);
}

function visibleSince({ activeSince }: CostAllocationTag, world: World): string {
  if (activeSince === undefined) return '';
  const reached = world.backfills
    .filter(({ status }) => status === 'SUCCEEDED')
    .map(({ backfillFrom }) => backfillFrom.slice(0, 10));
  return [activeSince, ...reached].reduce((earliest, day) => (day < earliest ? day : earliest));
}

/** The value of a cost category: undefined when uncategorised, before its effective start, or unknown. */
export function categoryReader(name: string, world: World): Reader {
  const category = world.categories.find((known) => known.name === name);
  if (!category) return () => undefined;
  const since = dayOf(new Date(category.effectiveStart));
  return (line) => (line.day >= since && Object.hasOwn(line.categories, name) ? line.categories[name] : undefined);
}
