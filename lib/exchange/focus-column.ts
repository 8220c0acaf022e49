/**
 * The columns of FOCUS 1.2 that a ledger can fill truthfully, all mandatory ones among them, in the order of their names.
 * Those that are always empty must be there because AWS has what they tell of. Left out are the conditional columns that
 * may not be empty and that no ledger knows: list and contracted unit prices, SKUs, consumed and committed quantities.
 */
const STANDARD = [
  'AvailabilityZone',
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingAccountType',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'CapacityReservationId',
  'CapacityReservationStatus',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargeFrequency',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'CommitmentDiscountCategory',
  'CommitmentDiscountId',
  'CommitmentDiscountName',
  'CommitmentDiscountStatus',
  'CommitmentDiscountType',
  'ContractedCost',
  'EffectiveCost',
  'InvoiceId',
  'InvoiceIssuerName',
  'ListCost',
  'PricingCategory',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'RegionId',
  'RegionName',
  'ResourceId',
  'ResourceName',
  'ResourceType',
  'ServiceCategory',
  'ServiceName',
  'ServiceSubcategory',
  'SubAccountId',
  'SubAccountName',
  'SubAccountType',
  'Tags',
] as const;

/** What FOCUS 1.2 has no column for. Custom columns come last and begin with `x_`. */
const CUSTOM = [
  'x_Connection',
  'x_ChargeClass',
  'x_AwsRecordType',
  'x_Home',
  'x_Project',
  'x_ProjectName',
  'x_CostClass',
  'x_Environment',
  'x_DirectOrShared',
  'x_Pool',
  'x_NetBilledCost',
  'x_NetEffectiveCost',
  'x_BlendedCost',
  'x_MovedBilledCost',
  'x_MovedEffectiveCost',
  'x_MovedNetBilledCost',
  'x_MovedNetEffectiveCost',
  'x_MovedBlendedCost',
] as const;

export const FOCUS_COLUMNS = [...STANDARD, ...CUSTOM] as const;
export type FocusColumn = (typeof FOCUS_COLUMNS)[number];

/** The columns that hold amounts of the billing currency: nine decimal places at most, no exponent. */
export const FOCUS_AMOUNTS = new Set<FocusColumn>(FOCUS_COLUMNS.filter((name) => name.endsWith('Cost')));

/** A row; a column that is not named is null. */
export type FocusRow = Readonly<Partial<Record<FocusColumn, string>>>;
