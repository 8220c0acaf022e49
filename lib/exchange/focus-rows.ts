import { type Amounts, noAmounts, subtractAmounts } from '@/lib/finance/basis';
import { accountNameOf, type LedgerMonth } from '@/lib/finance/ledger-month';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths, firstDay } from '@/lib/finance/month';
import { isNothing } from '@/lib/finance/rounding';
import type { Placement } from '@/lib/finance/service-first';
import type { Share } from '@/lib/finance/split';
import { costColumns, focusCharges, serviceRow } from './focus-charge';
import type { FocusRow } from './focus-column';
import { partsOf } from './slice-part';

const AWS = { ProviderName: 'AWS', PublisherName: 'AWS', InvoiceIssuerName: 'AWS' } as const;
/** What stands for accounts that the reader may not know. */
const HIDDEN = '(other accounts)';
/** What is moved between homes is no charge of AWS: who adds up the rows of AWS has its bill. */
const SUBLEDGER = { ProviderName: 'Subledger', PublisherName: 'Subledger', InvoiceIssuerName: 'Subledger' } as const;

/**
 * A month as rows of FOCUS 1.2: every slice by service and environment (usage) or record type (the rest), the residual,
 * and what splits moved. Σ BilledCost = Σ unblended and Σ EffectiveCost = Σ amortized of slices and residual, to the unit,
 * for each account and charge class: what a face lacks of a slice is a row of service `(unknown)`.
 */
export function* focusRows(month: LedgerMonth): Generator<FocusRow> {
  const frame = frameOf(month);
  for (const { account, home, chargeClass, cells } of partsOf(month)) {
    const columns = { ...frame, ...AWS, ...accountColumns(month, account), x_DirectOrShared: 'Direct' };
    for (const { recordType, service, environment, amounts } of cells) {
      const place = homeColumns(month, home, environment);
      const named = { id: account || HIDDEN, name: accountNameOf(month, account) || HIDDEN };
      for (const charge of focusCharges(chargeClass, recordType, service, named, amounts))
        yield { ...columns, ...place, ...charge };
    }
  }
  if (month.residual && !isNothing(month.residual)) yield { ...frame, ...AWS, ...residualColumns(month.residual) };
  for (const each of month.placements) yield { ...frame, ...SUBLEDGER, ...placementColumns(month, each) };
  for (const share of month.shares) yield { ...frame, ...SUBLEDGER, ...shareColumns(month, share) };
}

function frameOf({ connection: { name, currency, payer }, month }: LedgerMonth): FocusRow {
  const from = `${firstDay(month)}T00:00:00Z`;
  const to = `${firstDay(addMonths(month, 1))}T00:00:00Z`;
  return {
    BillingAccountId: payer?.id ?? name,
    BillingAccountName: payer?.name || payer?.id || name,
    BillingAccountType: payer ? 'AWS Management Account' : 'Subledger Connection',
    BillingCurrency: currency,
    BillingPeriodStart: from,
    BillingPeriodEnd: to,
    ChargePeriodStart: from,
    ChargePeriodEnd: to,
    x_Connection: name,
  };
}

const accountColumns = (month: LedgerMonth, id: string): FocusRow =>
  id === '' ? {} : { SubAccountId: id, SubAccountName: accountNameOf(month, id), SubAccountType: 'AWS Account' };

const PROJECT = 'project:';

/**
 * Project and environment are tags of ours, `subledger:project` and `subledger:environment`: what AWS's own tags were, a
 * ledger that applied its rules to them no longer knows. Keys in parentheses say that nothing is known: they are no tags.
 */
function homeColumns({ projects }: LedgerMonth, home: string, environment: string | null): FocusRow {
  const id = home.startsWith(PROJECT) ? home.slice(PROJECT.length) : null;
  const project = id === null ? null : projects.get(id);
  const named = environment !== null && !/^\([a-z ]+\)$/.test(environment) ? environment : null;
  const tags = {
    ...(id === null ? {} : { 'subledger:project': id }),
    ...(named === null ? {} : { 'subledger:environment': named }),
  };
  return {
    x_Home: home,
    ...(id === null ? {} : { x_Project: id, x_ProjectName: project?.name || id }),
    ...(project?.class ? { x_CostClass: project.class } : {}),
    ...(environment === null ? {} : { x_Environment: environment }),
    ...(Object.keys(tags).length > 0 ? { Tags: JSON.stringify(tags) } : {}),
  };
}

const residualColumns = (amounts: Amounts): FocusRow => ({
  ...serviceRow('(residual)', 'Other', 'Other (Other)'),
  ChargeCategory: 'Adjustment',
  ChargeDescription: 'Reported by AWS for the month and for none of its accounts',
  ChargeFrequency: 'Recurring',
  x_DirectOrShared: 'Direct',
  x_Home: 'residual',
  ...costColumns(amounts),
});

/** Into a project positive, out of where it was negative: Σ over a month and pool is zero in every basis. */
const shareColumns = (month: LedgerMonth, { pool, chargeClass, side, account, home, amounts }: Share): FocusRow => ({
  ...movedColumns(month, account, home, side === 'in' ? amounts : subtractAmounts(noAmounts(), amounts)),
  ChargeDescription: side === 'in' ? `Moved in by pool ${pool}` : `Moved out by pool ${pool}`,
  x_ChargeClass: chargeClass,
  x_DirectOrShared: 'Shared',
  x_Pool: pool,
});

/** What a home has of usage whose services are told for the whole account; Σ over an account is zero. */
const placementColumns = (month: LedgerMonth, { account, home, amounts }: Placement): FocusRow => ({
  ...movedColumns(month, account, home, amounts),
  ChargeDescription: 'Usage of the account that is told by service for all its projects together',
  x_ChargeClass: 'usage',
  x_DirectOrShared: 'Direct',
});

const movedColumns = (month: LedgerMonth, account: string, home: string, amounts: Amounts): FocusRow => ({
  ...accountColumns(month, account),
  ...serviceRow('(shared)', 'Other', 'Other (Other)'),
  ...homeColumns(month, home, null),
  ChargeCategory: 'Adjustment',
  ChargeFrequency: 'Recurring',
  ...{ BilledCost: '0', EffectiveCost: '0', ListCost: '0', ContractedCost: '0' },
  x_MovedBilledCost: formatDecimal(amounts.unblended),
  x_MovedEffectiveCost: formatDecimal(amounts.amortized),
  x_MovedNetBilledCost: formatDecimal(amounts.netUnblended),
  x_MovedNetEffectiveCost: formatDecimal(amounts.netAmortized),
  x_MovedBlendedCost: formatDecimal(amounts.blended),
});
