import type { Amounts } from '@/lib/finance/basis';
import type { ChargeClass } from '@/lib/finance/charge-class';
import { normaliseRecordType } from '@/lib/finance/charge-class';
import { formatDecimal } from '@/lib/finance/money';
import type { FocusRow } from './focus-column';
import { focusServiceOf } from './focus-subcategory';

/**
 * How FOCUS 1.2 sees a charge class. An `Adjustment` is what fits no other category: discounts that AWS bills in lines of
 * their own, what is not classed, refunds (with `ChargeClass` Correction, since they correct an earlier period).
 */
const KINDS: Record<
  Exclude<ChargeClass, 'commitment'>,
  { category: string; frequency: string; description: string }
> = {
  usage: { category: 'Usage', frequency: 'Usage-Based', description: 'Usage' },
  support: { category: 'Usage', frequency: 'Recurring', description: 'AWS support plan' },
  other: { category: 'Adjustment', frequency: 'One-Time', description: 'Other charge' },
  discount: { category: 'Adjustment', frequency: 'Recurring', description: 'Discount' },
  credit: { category: 'Credit', frequency: 'One-Time', description: 'Credit' },
  refund: { category: 'Adjustment', frequency: 'One-Time', description: 'Refund' },
  tax: { category: 'Tax', frequency: 'Recurring', description: 'Tax' },
};

/** The record type that stands for a class where AWS's own spelling is not known. */
const STANDS_FOR: Record<ChargeClass, string | null> = {
  ...{ usage: null, commitment: 'Recurring', support: 'Support', other: 'Other' },
  ...{ discount: 'Discount', credit: 'Credit', refund: 'Refund', tax: 'Tax' },
};

const UPFRONT = new Set(['savingsplanupfrontfee', 'upfront', 'upfrontreservationfee', 'fee']);

/**
 * The charge of a ledger cell as FOCUS's columns, one row or two. Usage and purchases are priced as one month of the
 * service or plan, since a ledger keeps no quantities. `recordType` is AWS's own, null where the cell has none.
 */
export function focusCharges(
  chargeClass: ChargeClass,
  recordType: string | null,
  service: string | null,
  account: { readonly id: string; readonly name: string },
  amounts: Amounts,
): FocusRow[] {
  const shared = {
    ...serviceColumns(chargeClass, service),
    x_ChargeClass: chargeClass,
    ...named('x_AwsRecordType', recordType ?? STANDS_FOR[chargeClass]),
  };
  if (chargeClass === 'commitment')
    return commitmentRows(recordType, account, amounts).map((row) => ({ ...shared, ...row }));
  const { category, frequency, description } = KINDS[chargeClass];
  return [
    {
      ...shared,
      ChargeCategory: category,
      ...named('ChargeClass', chargeClass === 'refund' ? 'Correction' : null),
      ChargeDescription: service ? `${description} of ${service}` : (recordType ?? description),
      ChargeFrequency: frequency,
      ...(category === 'Usage' ? { ...ONE_MONTH, PricingCategory: 'Other' } : {}),
      ...costColumns(amounts),
    },
  ];
}

/**
 * Cash and amortized cost of a commitment are two rows, as FOCUS wants it: what was paid is a purchase without effective
 * cost (AWS's negation of covered usage within it), what no usage took is unused commitment without billed cost. AWS names
 * no single commitment in its grouped replies, so those of an account and a kind share an identifier.
 */
function commitmentRows(
  recordType: string | null,
  account: { readonly id: string; readonly name: string },
  { unblended, netUnblended, blended, amortized, netAmortized }: Amounts,
): FocusRow[] {
  const normal = normaliseRecordType(recordType ?? '');
  const plan = normal.startsWith('savingsplan');
  const kind = plan ? 'Savings Plan' : 'Reserved Instance';
  const commitment = {
    ...ONE_MONTH,
    CommitmentDiscountCategory: plan ? 'Spend' : 'Usage',
    CommitmentDiscountId: `${account.id}/${plan ? 'savings-plans' : 'reservations'}`,
    CommitmentDiscountName: `${kind}s of ${account.name}`,
    CommitmentDiscountType: kind,
  };
  const name = recordType ?? kind;
  const paid: FocusRow = {
    ...commitment,
    ChargeCategory: 'Purchase',
    ChargeDescription: `${name}, as billed`,
    ChargeFrequency: UPFRONT.has(normal) ? 'One-Time' : 'Recurring',
    PricingCategory: 'Other',
    ...costColumns({ unblended, netUnblended, blended, amortized: 0n, netAmortized: 0n }),
  };
  const unused: FocusRow = {
    ...commitment,
    ChargeCategory: 'Usage',
    ChargeDescription: `${name}, amortized and used by nobody`,
    ChargeFrequency: 'Recurring',
    CommitmentDiscountStatus: 'Unused',
    PricingCategory: 'Committed',
    ...costColumns({ unblended: 0n, netUnblended: 0n, blended: 0n, amortized, netAmortized }),
  };
  return [
    ...(unblended === 0n && netUnblended === 0n && blended === 0n ? [] : [paid]),
    ...(amortized === 0n && netAmortized === 0n ? [] : [unused]),
  ];
}

/** With a decimal point, since readers that guess types take a bare 1 for an integer and FOCUS wants a decimal. */
const ONE_MONTH = { PricingQuantity: '1.0', PricingUnit: 'Months' } as const;

/** What is not usage has no service; it goes by its class in parentheses, as everywhere in the ledger. */
function serviceColumns(chargeClass: ChargeClass, service: string | null): FocusRow {
  if (chargeClass === 'support') return serviceRow('(support)', 'Management and Governance', 'Support');
  if (chargeClass !== 'usage') return serviceRow(`(${chargeClass})`, 'Other', 'Other (Other)');
  const name = service || '(unknown)';
  const { category, subcategory } = focusServiceOf(name);
  return serviceRow(name, category, subcategory);
}

export const serviceRow = (name: string, category: string, subcategory: string): FocusRow => ({
  ServiceName: name,
  ServiceCategory: category,
  ServiceSubcategory: subcategory,
});

/** Billed is unblended, effective amortized; list and contracted cost are billed cost where prices are not known. */
export function costColumns({ unblended, amortized, netUnblended, netAmortized, blended }: Amounts): FocusRow {
  const billed = formatDecimal(unblended);
  return {
    BilledCost: billed,
    EffectiveCost: formatDecimal(amortized),
    ListCost: billed,
    ContractedCost: billed,
    x_NetBilledCost: formatDecimal(netUnblended),
    x_NetEffectiveCost: formatDecimal(netAmortized),
    x_BlendedCost: formatDecimal(blended),
  };
}

const named = (column: 'ChargeClass' | 'x_AwsRecordType', text: string | null): FocusRow =>
  text === null ? {} : { [column]: text };
