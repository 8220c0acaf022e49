import fc from 'fast-check';
import { assignerOf } from '@/lib/finance/assignment';
import { type Amounts, amountsOf, noAmounts, subtractAmounts } from '@/lib/finance/basis';
import type { ChargeClass } from '@/lib/finance/charge-class';
import { company, type RandomCompany, rulesOf } from '@/lib/finance/company-fixture';
import { detailLookup } from '@/lib/finance/detail';
import { buildFaces, type FaceName } from '@/lib/finance/face';
import { keyOfHome } from '@/lib/finance/home';
import type { LedgerConnection, LedgerMonth, RecordTypeCell } from '@/lib/finance/ledger-month';
import { addMonths, type Month } from '@/lib/finance/month';
import { isNothing } from '@/lib/finance/rounding';
import type { Rules } from '@/lib/finance/rules';
import { serviceFirst } from '@/lib/finance/service-first';
import { buildSlices } from '@/lib/finance/slice';
import { splitPools } from '@/lib/finance/split';

export const PAYER = '111122223333';
export const CONNECTION: LedgerConnection = {
  name: 'acme',
  currency: 'USD',
  payer: { id: PAYER, name: '=acme+payer' },
};

/** Two spellings of AWS a class, so that a class is a sum of record types. */
const SPELT: Record<ChargeClass, readonly [string, string]> = {
  usage: ['Usage', 'SavingsPlanCoveredUsage'],
  commitment: ['SavingsPlanNegation', 'RIFee'],
  support: ['Support', 'Support fee'],
  other: ['Other out-of-cycle charges', 'Barter'],
  discount: ['Enterprise Discount Program Discount', 'BundledDiscount'],
  credit: ['Credit', 'credit'],
  refund: ['Refund', 'refund'],
  tax: ['Tax', 'TAX'],
};

const third = (amounts: Amounts): Amounts => amountsOf((basis) => amounts[basis] / 3n);

function recordTypesOf({ book }: RandomCompany): RecordTypeCell[] {
  return [...book].flatMap(([account, classes]) =>
    [...classes].flatMap(([chargeClass, { amounts }]) => {
      const [first, second] = SPELT[chargeClass];
      const part = third(amounts);
      return [
        { account, recordType: first, amounts: part },
        { account, recordType: second, amounts: subtractAmounts(amounts, part) },
      ];
    }),
  );
}

/** Usage by service, one of them with a name that a spreadsheet would run. */
const servicesOf = ({ book }: RandomCompany): Map<string, Map<string, Amounts>> =>
  new Map(
    [...book].map(([account, classes]) => {
      const usage = classes.get('usage')?.amounts ?? noAmounts();
      const part = third(usage);
      return [
        account,
        new Map([
          ['Amazon Elastic Compute Cloud - Compute', part],
          ['=cmd|x', subtractAmounts(usage, part)],
        ]),
      ];
    }),
  );

/** A month of a random company under random rules, built as sync builds it. */
export function ledgerMonth(month: Month, given: RandomCompany, rules: Rules, residual: Amounts | null): LedgerMonth {
  const assigner = assignerOf(rules, month);
  const { slices, accounts } = buildSlices({ ...given, assigner });
  const input = { assigner, services: servicesOf(given), detail: detailLookup([]) };
  const faces = accounts.map((each) =>
    buildFaces(each, input, ['home.environment.service', 'home.service', 'service']),
  );
  const face = (name: FaceName) => faces.flatMap((each) => each.get(name) ?? []);
  const { cells, placements } = serviceFirst({
    ...{ full: face('home.environment.service'), homeService: face('home.service'), service: face('service') },
  });
  return {
    connection: CONNECTION,
    month,
    accounts: new Map([...given.accounts].map(([id, { name, path }]) => [id, { name, units: path }])),
    projects: new Map([['checkout', { id: 'checkout', name: 'Checkout', class: 'cogs', owner: null }]]),
    slices: slices.map(({ account, home, chargeClass, amounts }) => ({
      ...{ account, home: keyOfHome(home), chargeClass, amounts },
    })),
    shares: splitPools({ rules, month, slices, revenue: new Map([['search', 500n]]) }).shares,
    ...{ usage: cells, placements },
    recordTypes: recordTypesOf(given).filter(({ amounts }) => !isNothing(amounts)),
    residual,
  };
}

const amounts = fc
  .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 10n ** 9n }))
  .map(([unblended, amortized]) => ({ ...noAmounts(), unblended, amortized, blended: unblended }));

/** Months on end, each of a company and of rules of its own. */
export const ledgerMonths = (count: number): fc.Arbitrary<LedgerMonth[]> =>
  fc
    .array(fc.tuple(company, rulesOf, fc.option(amounts)), { minLength: count, maxLength: count })
    .map((list) =>
      list.map(([given, rules, residual], at) => ledgerMonth(addMonths('2024-01', at), given, rules, residual)),
    );

/** A file that comes in pieces, as one text. */
export async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
