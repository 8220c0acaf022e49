import { describe, expect, test } from 'vitest';
import { BASES, type Basis } from '@/lib/finance/basis';
import type { BillLine } from '@/lib/finance/bill';
import { CHARGE_CLASSES, chargeClassOf, isKnownRecordType } from '@/lib/finance/charge-class';
import { parseDecimal } from '@/lib/finance/money';
import { addDays, addMonths, dayOf, isDay, monthOf } from '@/lib/finance/month';
import { calendarFrom } from './calendar';
import { demoCompany } from './company';
import { dollars } from './dollars';
import { inputsUntil } from './inputs';

const TODAY = '2026-11-24';
const company = demoCompany(TODAY);
const { lines } = company.bill;
const sum = (some: readonly BillLine[], basis: Basis): bigint =>
  some.reduce((total, { amounts }) => total + amounts[basis], 0n);
const grouped = (keyOf: (line: BillLine) => string, some: readonly BillLine[] = lines): Map<string, BillLine[]> => {
  const groups = new Map<string, BillLine[]>();
  for (const line of some) {
    const group = groups.get(keyOf(line));
    if (group) group.push(line);
    else groups.set(keyOf(line), [line]);
  }
  return groups;
};
const of = (...types: string[]) => lines.filter(({ recordType }) => types.includes(recordType));

describe('the demo company', () => {
  test('is the same every time', () => {
    const again = demoCompany(TODAY);
    expect(again.bill.lines).toEqual(lines);
    expect(again.organizationOn(TODAY)).toEqual(company.organizationOn(TODAY));
    expect(again.revenue).toEqual(company.revenue);
  });

  test('with the same beginning, a later day adds to the bill and changes only what the open month accrues', () => {
    const later = demoCompany(addDays(TODAY, 9), addMonths(monthOf(TODAY), -13));
    const accruing = new Set(['RIFee', 'Enterprise Discount Program Discount']);
    const settled = ({ day, month, recordType }: BillLine) =>
      day <= TODAY &&
      !(month === '2026-11' && (recordType === 'Tax' || (day === '2026-11-01' && accruing.has(recordType))));
    expect(later.bill.lines.filter(settled)).toEqual(lines.filter(settled));
    expect(later.bill.lines.length).toBeGreaterThan(lines.length);
  });

  test.each(['2027-02-28', '2028-02-29', '2026-12-01', '2027-01-31'])('stands on %s too', (today) => {
    const other = demoCompany(today);
    expect(other.bill.lines.every(({ day, month }) => isDay(day) && monthOf(day) === month && day <= today)).toBe(true);
    expect(new Set(other.bill.lines.map(({ month }) => month)).size).toBe(14);
    const charged = new Set(other.bill.lines.map(({ day }) => day));
    expect(charged.has(today)).toBe(true);
  });

  test('has fourteen months, about two hundred thousand dollars each, in a bill of moderate length', () => {
    const months = [...grouped(({ month }) => month)].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(months.map(([month]) => month)).toEqual(Array.from({ length: 14 }, (_, i) => addMonths('2025-10', i)));
    const october = sum(months[12]?.[1] ?? [], 'amortized');
    expect(october > dollars('190000') && october < dollars('230000')).toBe(true);
    expect(lines.length).toBeLessThan(160_000);
  });
});

describe('its organization', () => {
  const at = (day: string) => company.organizationOn(day);
  const named = (day: string, name: string) => at(day).accounts.filter((account) => account.name === name);

  test('has 61 accounts in 14 units, with valid ids that are unique, some beginning with zero', () => {
    const { accounts, units, root } = at(TODAY);
    expect([accounts.length, units.length]).toEqual([61, 14]);
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(61);
    expect(new Set(accounts.map(({ email }) => email)).size).toBe(61);
    expect(accounts.every(({ id }) => /^\d{12}$/.test(id))).toBe(true);
    expect(accounts.filter(({ id }) => id.startsWith('0')).length).toBeGreaterThan(2);
    const places = new Set([root.id, ...units.map(({ id }) => id)]);
    expect(
      units.every(({ id, parentId }) => /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/.test(id) && places.has(parentId)),
    ).toBe(true);
    expect(accounts.every(({ parentId }) => parentId !== null && places.has(parentId))).toBe(true);
  });

  test('has an empty unit, accounts directly under the root, two of one name', () => {
    const { accounts, units, root } = at(TODAY);
    const staging = units.find(({ name }) => name === 'Policy Staging');
    expect(accounts.some(({ parentId }) => parentId === staging?.id)).toBe(false);
    expect(accounts.filter(({ parentId }) => parentId === root.id).map(({ name }) => name)).toEqual([
      'northwind-payer',
      'break-glass',
    ]);
    expect(named(TODAY, 'playground')).toHaveLength(2);
  });

  test('leaves a history: joined, moved, renamed, suspended, closed and gone', () => {
    expect(named('2026-06-06', 'acme-web-prod')).toEqual([]);
    expect(named('2026-06-07', 'acme-web-prod')[0]).toMatchObject({
      joinedMethod: 'INVITED',
      joinedAt: '2026-06-07T08:15:00.000Z',
    });
    const unitOf = (day: string, name: string) =>
      at(day).units.find(({ id }) => id === named(day, name)[0]?.parentId)?.name;
    expect([unitOf('2026-10-11', 'search-prod'), unitOf('2026-10-12', 'search-prod')]).toEqual([
      'Development',
      'Production',
    ]);
    expect([named('2026-07-02', 'analytics-shared').length, named('2026-07-03', 'data-platform').length]).toEqual([
      1, 1,
    ]);
    expect([named('2026-09-07', 'legacy-batch')[0]?.state, named('2026-09-08', 'legacy-batch')[0]?.state]).toEqual([
      'ACTIVE',
      'SUSPENDED',
    ]);
    expect(named('2026-10-15', 'acme-legacy')[0]?.state).toBe('CLOSED');
    expect(named('2026-10-16', 'acme-legacy')).toEqual([]);
  });

  test('has every account of the bill, or its name among the former ones; the former have cost', () => {
    const known = new Set([...at(TODAY).accounts.map(({ id }) => id), ...Object.keys(company.formerNames)]);
    const charged = new Set(lines.map(({ account }) => account));
    expect([...charged].filter((id) => !known.has(id))).toEqual([]);
    expect(Object.keys(company.formerNames).every((id) => charged.has(id))).toBe(true);
    expect(Object.values(company.formerNames).sort()).toEqual(['acme-legacy', 'pilot-eu']);
    const suspended = named(TODAY, 'legacy-batch')[0]?.id;
    expect(lines.some(({ account, day }) => account === suspended && day >= '2026-11-01')).toBe(true);
    const management = lines.filter(
      ({ account, recordType }) => account === company.managementAccountId && recordType === 'Usage',
    );
    expect(management.length).toBeGreaterThan(0);
  });
});

describe('its bill', () => {
  test('has every charge class, and only record types that the table knows', () => {
    expect(new Set(lines.map(({ recordType }) => chargeClassOf(recordType)))).toEqual(new Set(CHARGE_CLASSES));
    expect(lines.filter(({ recordType }) => !isKnownRecordType(recordType))).toEqual([]);
    expect(of('Credit', 'Refund', 'SavingsPlanNegation').every(({ amounts }) => amounts.unblended < 0n)).toBe(true);
    expect(lines.filter(({ ungroupedOnly }) => ungroupedOnly).map(({ amounts }) => amounts.amortized)).toEqual(
      Array(14).fill(dollars('24')),
    );
  });

  test('compute plan: a day costs the same unblended and amortized, and is not always used up', () => {
    const compute = ({ service }: BillLine) => service.includes('Compute');
    const types = ['SavingsPlanCoveredUsage', 'SavingsPlanNegation', 'SavingsPlanRecurringFee'];
    const days = grouped(({ day }) => day, of(...types).filter(compute));
    expect(days.size).toBe(420);
    for (const some of days.values()) {
      for (const [cash, accrued] of [
        ['unblended', 'amortized'],
        ['netUnblended', 'netAmortized'],
      ] as const) {
        expect(sum(some, cash)).toBe(sum(some, accrued));
      }
    }
    const unused = of('SavingsPlanRecurringFee')
      .filter(compute)
      .map(({ amounts }) => amounts.amortized);
    expect(unused.some((amount) => amount > 0n) && unused.some((amount) => amount < dollars('0.000001'))).toBe(true);
    expect(unused.every((amount) => amount >= 0n)).toBe(true);
    expect(
      of('SavingsPlanNegation').every(({ amounts }) => amounts.amortized === 0n && amounts.netAmortized === 0n),
    ).toBe(true);
  });

  test('a plan paid half in advance costs the same over its term, not in the month of purchase', () => {
    const [upfront, ...more] = of('SavingsPlanUpfrontFee');
    expect([more.length, upfront?.day, upfront?.amounts.unblended, upfront?.amounts.amortized]).toEqual([
      0,
      '2026-08-10',
      dollars('17520'),
      0n,
    ]);
    const day = of('SavingsPlanCoveredUsage', 'SavingsPlanNegation', 'SavingsPlanRecurringFee').filter(
      (line) => line.day === '2026-09-02' && /Database/.test(line.service),
    );
    expect(sum(day, 'amortized') - sum(day, 'unblended')).toBe(dollars('48'));
  });

  test('reserved database: fees in cash, twelve and a half dollars a day accrued', () => {
    const september = of('DiscountedUsage', 'RIFee').filter(({ month }) => month === '2026-09');
    expect(sum(september, 'unblended')).toBe(dollars('195'));
    expect(sum(september, 'amortized')).toBe(dollars('375'));
    const [bought] = of('Fee').filter(({ service }) => service.includes('Relational'));
    expect([bought?.day, bought?.amounts.unblended, bought?.amounts.amortized]).toEqual([
      '2026-03-14',
      dollars('2190'),
      0n,
    ]);
    const days = BigInt(lines.filter(({ recordType }) => recordType === 'DiscountedUsage').length);
    expect(sum(of('DiscountedUsage', 'RIFee'), 'amortized')).toBe(dollars('12.5') * days);
  });

  test('the enterprise discount is a line of its own in the gross bases, and in the lines themselves in the net ones', () => {
    for (const some of grouped(({ account, month }) => `${account} ${month}`).values()) {
      expect(sum(some, 'unblended')).toBe(sum(some, 'netUnblended'));
      expect(sum(some, 'amortized')).toBe(sum(some, 'netAmortized'));
    }
    const discount = of('Enterprise Discount Program Discount');
    expect(sum(discount, 'unblended') < 0n).toBe(true);
    expect(sum(discount, 'netUnblended')).toBe(0n);
    expect(sum(of('Usage'), 'netUnblended') < sum(of('Usage'), 'unblended')).toBe(true);
  });

  test('blended moves cost between accounts and not out of the organization', () => {
    for (const month of grouped(({ month }) => month).values())
      expect(sum(month, 'blended')).toBe(sum(month, 'unblended'));
    expect(sum(of('DiscountedUsage'), 'blended') > 0n).toBe(true);
  });

  test('the migration credit ends with the last full month', () => {
    const credits = of('Credit').filter(({ account }) => account === '733910025548');
    expect(credits.at(-1)?.day).toBe('2026-10-31');
    const october = sum(
      credits.filter(({ month }) => month === '2026-10'),
      'amortized',
    );
    expect(october - dollars('-12000') < dollars('0.0001')).toBe(true);
  });

  test('weekends are quieter in development, and a service is renamed', () => {
    const dev = company.organizationOn(TODAY).accounts.find(({ name }) => name === 'checkout-dev')?.id;
    const on = (day: string) =>
      sum(
        lines.filter(
          (line) =>
            line.account === dev &&
            line.day === day &&
            line.recordType === 'Usage' &&
            line.service.includes('EC2 - Compute') === false,
        ),
        'unblended',
      );
    expect(on('2026-11-21') * 3n < on('2026-11-19') * 2n).toBe(true);
    const daysOf = (service: string) =>
      lines
        .filter((line) => line.service === service)
        .map(({ day }) => day)
        .sort();
    expect((daysOf('Amazon Elasticsearch Service').at(-1) ?? '') < (daysOf('Amazon OpenSearch Service')[0] ?? '')).toBe(
      true,
    );
  });

  test('tags are as messy as tags are', () => {
    const values = (key: string) => new Set(lines.flatMap(({ tags }) => (Object.hasOwn(tags, key) ? [tags[key]] : [])));
    expect(['checkout', 'Checkout', 'check-out', ''].every((value) => values('app').has(value))).toBe(true);
    expect(values('App').has('Checkout') && values('Environment').has('Production') && values('env').has('prod')).toBe(
      true,
    );
    expect(values('team').has('おすすめ') && values('team').has('Zahlungen · München')).toBe(true);
    const usage = of('Usage', 'SavingsPlanCoveredUsage');
    const untagged = usage.filter(({ tags }) => !tags.app && !tags.App);
    const share = Number((sum(untagged, 'unblended') * 100n) / sum(usage, 'unblended'));
    expect(share).toBeGreaterThan(5);
    expect(share).toBeLessThan(40);
    expect(company.tagKeys.find(({ key }) => key === 'team')?.activeSince).toBe('2026-05-01');
    const active = new Set(company.tagKeys.filter(({ status }) => status === 'Active').map(({ key }) => key));
    expect([...new Set(lines.flatMap(({ tags }) => Object.keys(tags)))].sort()).toEqual([...active].sort());
  });

  test('amounts are finer than the ten decimals of Cost Explorer, so that groupings differ by rounding', () => {
    expect(lines.some(({ amounts }) => BASES.some((basis) => amounts[basis] % 10n ** 8n !== 0n))).toBe(true);
  });
});

test('inputs of a later day only add to those of an earlier one', () => {
  const later = inputsUntil('2027-02-03', calendarFrom('2025-10'));
  expect(later.revenue).toEqual(expect.arrayContaining([...company.revenue]));
  expect(later.budgets).toEqual(expect.arrayContaining([...company.budgets]));
  expect(later.drivers).toEqual(expect.arrayContaining([...company.drivers]));
  expect(later.outsideCosts).toEqual(company.outsideCosts);
});

test('inputs name projects and months that exist, with amounts that parse', () => {
  const projects = new Set(company.projects.map(({ id }) => `project:${id}`));
  for (const { month, entity, amount } of [...company.revenue, ...company.budgets]) {
    expect(projects.has(entity)).toBe(true);
    expect(month >= '2025-10').toBe(true);
    expect(parseDecimal(amount) > 0n).toBe(true);
  }
  expect(company.revenue.every(({ month }) => month < monthOf(TODAY))).toBe(true);
  expect(company.budgets.some(({ month }) => month === monthOf(TODAY))).toBe(true);
  expect(company.drivers.every(({ quantity }) => /^\d+$/.test(quantity))).toBe(true);
  expect(dayOf(new Date(`${company.outsideCosts[0]?.from}-01T00:00:00Z`))).toBe('2025-10-01');
});
