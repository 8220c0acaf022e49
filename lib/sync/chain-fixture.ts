import type { Bill, BillLine } from '@/lib/finance/bill';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { saveRuleSet } from '@/lib/store/rule-sets';
import { spread } from './bill-fixture';
import type { SyncFixture } from './sync-fixture';
import { NOON } from './world-fixture';

// Accounts that several projects share, tagged as companies do: two spellings of a key, empty values, none. Test support.

export const CHAINS = { project: ['app', 'App'], environment: ['env'] } as const;
const S3 = 'Amazon Simple Storage Service';
const RDS = 'Amazon Relational Database Service';

const PARTS: readonly (readonly [account: string, service: string, amount: string, tags: Record<string, string>])[] = [
  ['222222222222', S3, '41.0000000011', { app: 'checkout', env: 'prod' }],
  ['222222222222', RDS, '17.25', { app: 'checkout', env: 'dev' }],
  ['222222222222', S3, '8.125', { app: 'a$b/c', env: 'prod' }],
  ['222222222222', RDS, '9.5', { App: 'Checkout' }],
  ['222222222222', S3, '3.75', { app: '', App: 'Hidden', env: 'prod' }],
  ['222222222222', RDS, '6', {}],
  ['333333333333', S3, '70', { app: 'search', env: 'prod' }],
  ['333333333333', RDS, '30.3', { app: 'search', env: 'dev' }],
  ['444444444444', S3, '12', { App: 'Legacy', env: '' }],
  ['444444444444', RDS, '5.5', { app: 'checkout', env: 'prod' }],
];

/** Usage and a tax of every account in these months; a later month costs a little more. */
export function sharedBill(months: readonly string[]): Bill {
  const lines = months.flatMap((month, at) =>
    PARTS.flatMap(([account, service, amount, tags]): BillLine[] => {
      const line = (recordType: string, of: string): BillLine => ({
        month,
        day: `${month}-03`,
        account,
        recordType,
        service,
        tags,
        categories: { Unit: account === '333333333333' ? 'search' : 'shop' },
        amounts: spread(of),
      });
      return [line('Usage', amount), line('Usage', `${at}.5`), line('Tax', '0.1')];
    }),
  );
  return { currency: 'USD', lines };
}

/** Saves rules with both chains, and whatever else is given. */
export const saveChains = ({ db }: Pick<SyncFixture, 'db'>, rules: Partial<Rules> = {}): Promise<number> =>
  saveRuleSet(db, {
    rules: { ...EMPTY_RULES, dimensions: CHAINS, ...rules },
    createdAt: NOON,
    createdBy: 'test',
    note: '',
  });

/** The value of the first key of a chain that a line has; '' where it has none, or an empty one. */
export function chainValue({ tags }: BillLine, keys: readonly string[]): string {
  const key = keys.find((each) => Object.hasOwn(tags, each));
  return key === undefined ? '' : (tags[key] ?? '');
}
