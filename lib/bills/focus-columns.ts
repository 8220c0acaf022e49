import { compactName, findColumns, type Layout, requireColumns } from './layout';

const FOCUS_1_0 =
  'AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory ChargeClass ChargeDescription ChargeFrequency ChargePeriodEnd ChargePeriodStart CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName CommitmentDiscountStatus CommitmentDiscountType ConsumedQuantity ConsumedUnit ContractedCost ContractedUnitPrice EffectiveCost InvoiceIssuerName ListCost ListUnitPrice PricingCategory PricingQuantity PricingUnit ProviderName PublisherName RegionId RegionName ResourceId ResourceName ResourceType ServiceCategory ServiceName SkuId SkuPriceId SubAccountId SubAccountName Tags';
const FOCUS_1_1 =
  'CapacityReservationId CapacityReservationStatus CommitmentDiscountQuantity CommitmentDiscountUnit ServiceSubcategory SkuMeter SkuPriceDetails';
const FOCUS_1_2 =
  'BillingAccountType SubAccountType InvoiceId PricingCurrency PricingCurrencyContractedUnitPrice PricingCurrencyEffectiveCost PricingCurrencyListUnitPrice';

const compactNames = (names: string): Set<string> => new Set(names.split(' ').map(compactName));
const NEW_IN_1_1 = compactNames(FOCUS_1_1);
const NEW_IN_1_2 = compactNames(FOCUS_1_2);
const KNOWN = compactNames(`${FOCUS_1_0} ${FOCUS_1_1} ${FOCUS_1_2}`);

/** The columns that the ledger reads; `focus-lines.ts` says what each is for. */
export const FOCUS_READ = [
  'BilledCost',
  'EffectiveCost',
  'BillingCurrency',
  'BillingPeriodStart',
  'ChargePeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeFrequency',
  'CommitmentDiscountId',
  'CommitmentDiscountStatus',
  'CommitmentDiscountType',
  'CommitmentDiscountCategory',
  'BillingAccountId',
  'SubAccountId',
  'SubAccountName',
  'ProviderName',
  'InvoiceIssuerName',
  'ServiceName',
  'Tags',
  'x_CostCategories',
  'x_AwsRecordType',
  'x_Home',
] as const;

const REQUIRED = [
  ['BilledCost'],
  ['EffectiveCost'],
  ['BillingCurrency'],
  ['BillingPeriodStart'],
  ['ChargePeriodStart'],
  ['ChargeCategory'],
  ['SubAccountId', 'BillingAccountId'],
  ['ServiceName'],
  ['ProviderName', 'InvoiceIssuerName'],
];

/** True for a header that can only be FOCUS's. */
export const looksLikeFocus = (header: readonly string[]): boolean => {
  const names = new Set(header.map(compactName));
  return (
    ['billedcost', 'effectivecost', 'chargecategory', 'chargeperiodstart'].filter((name) => names.has(name)).length >= 2
  );
};

/**
 * Reads a FOCUS header. The version is that of the newest column in it.
 * @throws AppError `invalid-input` naming a missing or doubled column and the file.
 */
export function focusLayout(header: readonly string[], file: string): Layout {
  const at = findColumns(header, FOCUS_READ, file);
  requireColumns(at, REQUIRED, file, 'FOCUS');
  const names = header.map(compactName);
  const version = names.some((name) => NEW_IN_1_2.has(name))
    ? '1.2'
    : names.some((name) => NEW_IN_1_1.has(name))
      ? '1.1'
      : '1.0';
  const unknown = header.filter((title) => !KNOWN.has(compactName(title)) && !/^x_/i.test(title.trim()));
  return { dialect: `FOCUS ${version}`, header, at, tags: [], categories: [], unknown };
}
