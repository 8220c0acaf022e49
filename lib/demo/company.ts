import type { Bill } from '@/lib/finance/bill';
import { addMonths, type Day, firstDay, type Month, monthOf } from '@/lib/finance/month';
import type { OrganizationSnapshot } from '@/lib/finance/organization';
import { billUntil } from './bill';
import { calendarFrom, HISTORY_MONTHS } from './calendar';
import { PAYER_ID } from './corporate-accounts';
import { inputsUntil } from './inputs';
import { BUSINESS_UNIT } from './line';
import { FORMER_NAMES, organizationOn } from './organization';

export type DemoTagKey = {
  readonly key: string;
  readonly type: 'UserDefined' | 'AWSGenerated';
  readonly status: 'Active' | 'Inactive';
  /** ISO instants. */
  readonly lastUpdatedAt: string;
  readonly lastUsedAt: string | null;
  /** Charges before this day carry no value of the key. */
  readonly activeSince?: Day;
};

export type DemoCategory = {
  readonly name: string;
  readonly arn: string;
  readonly effectiveStart: string;
  readonly status: 'APPLIED' | 'PROCESSING';
};

export type DemoCompany = {
  readonly name: string;
  readonly managementAccountId: string;
  readonly bill: Bill;
  /** The organization as a walk on that day found it: moves, joins, renames and closures leave a history. */
  readonly organizationOn: (day: Day) => OrganizationSnapshot;
  /** Names of accounts that left and have cost. */
  readonly formerNames: Readonly<Record<string, string>>;
  readonly tagKeys: readonly DemoTagKey[];
  readonly categories: readonly DemoCategory[];
} & ReturnType<typeof inputsUntil>;

/**
 * The invented company, as it stands on `today`: the same on every machine. Its events are dated from `since`, the
 * first of its months (default: fourteen months, the open one included); with the same `since`, a later day only adds
 * to the bill, but for what the open month accrues on its first day.
 */
export function demoCompany(today: Day, since: Month = addMonths(monthOf(today), 1 - HISTORY_MONTHS)): DemoCompany {
  const calendar = calendarFrom(since);
  const start = `${firstDay(since)}T00:00:00Z`;
  const teamSince = calendar.at(-6, 1);
  const active = (key: string): DemoTagKey => ({
    key,
    type: 'UserDefined',
    status: 'Active',
    lastUpdatedAt: start,
    lastUsedAt: `${firstDay(monthOf(today))}T00:00:00Z`,
  });
  return {
    name: 'Northwind Group',
    managementAccountId: PAYER_ID,
    bill: billUntil(today, calendar),
    organizationOn: (day) => organizationOn(day, calendar),
    formerNames: FORMER_NAMES,
    tagKeys: [
      active('app'),
      active('App'),
      active('env'),
      active('Environment'),
      { ...active('team'), lastUpdatedAt: `${teamSince}T10:12:44Z`, activeSince: teamSince },
      { key: 'aws:createdBy', type: 'AWSGenerated', status: 'Inactive', lastUpdatedAt: start, lastUsedAt: null },
      { key: 'Name', type: 'UserDefined', status: 'Inactive', lastUpdatedAt: start, lastUsedAt: start },
    ],
    categories: [
      {
        name: BUSINESS_UNIT,
        arn: `arn:aws:ce::${PAYER_ID}:costcategory/5b1f6a52-3c0e-4d0b-9a6e-0c9d1f2e3a4b`,
        effectiveStart: start,
        status: 'APPLIED',
      },
    ],
    ...inputsUntil(today, calendar),
  };
}
