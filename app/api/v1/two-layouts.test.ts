import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { BillLine } from '@/lib/finance/bill';
import { type Company, charge, openCompany, S3 } from './company-fixture';

vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 });

// The same costs twice: by a company with an account for everything, and by one that tags everything inside one account.

const MONTHS = ['2026-09', '2026-10'];
const RDS = 'Amazon Relational Database Service';
const [PAYER, PLATFORM, PLAYGROUND, ALL] = ['900000000001', '900000000002', '900000000003', '999900000000'];

/** What an account of its own, or a pair of tags, stands for. Prices that no third and no seventh divides. */
const USES = [
  ['checkout', 'prod', '101', ['1013.77', '331.0000003']],
  ['checkout', 'dev', '102', ['47.19', '0.0000001']],
  ['search', 'prod', '103', ['777.7777777', '19.01']],
  ['search', 'dev', '104', ['0.03', '88.8']],
  ['mobile app', 'prod', '105', ['12.3456789', '-3.5']],
] as const;
const accountOf = (short: string) => `100000000${short}`;

/** Every charge with the account that it has in each of both. */
const lines = MONTHS.flatMap((month, at) => {
  const both = (split: string, tags: BillLine['tags'], amount: string, more: Partial<BillLine> = {}) => ({
    split: charge(split, month, amount, {}, more),
    tagged: charge(ALL, month, amount, tags, more),
  });
  return [
    ...USES.flatMap(([app, env, short, [s3, rds]]) => [
      both(accountOf(short), { app, env }, s3, { service: S3 }),
      both(accountOf(short), { app, env }, rds, { service: RDS }),
      both(accountOf(short), { app, env }, `${at + 1}.1`, { service: RDS, recordType: 'SavingsPlanCoveredUsage' }),
      both(accountOf(short), {}, `${at}.77`, { recordType: 'Tax' }),
    ]),
    both(PLATFORM, { app: 'platform' }, '333.3333333'),
    both(PLAYGROUND, {}, '64.1'),
    both(PAYER, {}, '100.01', { recordType: 'Support' }),
    both(PAYER, {}, '-20.02', { recordType: 'Credit' }),
  ];
});

const rules = {
  dimensions: { project: ['app'], environment: ['env'] },
  assignments: [
    ...USES.map(([project, environment, short]) => ({
      when: { accounts: [accountOf(short)] },
      then: { project, environment },
    })),
    { when: { accounts: [PLATFORM] }, then: { pool: 'platform' } },
    { when: { tagValues: ['platform'] }, then: { pool: 'platform' } },
  ],
  pools: [
    { id: 'tax', source: { chargeClass: 'tax' }, includeDedicated: true, method: 'proportional' },
    { id: 'support', source: { chargeClass: 'support' }, method: 'even' },
    { id: 'platform', source: { pool: 'platform' }, method: 'proportional' },
    { id: 'rest', source: { charges: 'all' }, method: 'proportional', weight: 'usage' },
    { id: 'untagged', source: { untagged: 'all' }, method: 'keep' },
  ],
};

let company: Company;
beforeAll(async () => {
  company = await openCompany();
  await company.saveRules(rules);
  for (const name of ['split', 'tagged'] as const) {
    const payer = await company.addPayer(name, { currency: 'USD', lines: lines.map((each) => each[name]) });
    expect(await payer.sync()).toBe('succeeded');
  }
});

/** Keys of ours in parentheses are charges that are not usage: of whom they are direct, an account decides. */
const usageOf = (environments: Readonly<Record<string, bigint>>) =>
  Object.fromEntries(Object.entries(environments).filter(([key]) => !key.startsWith('(')));

describe.each(MONTHS)('a company that tags everything inside one account, in %s', (month) => {
  it('has the projects of one with an account for everything, to the unit', async () => {
    const [split, tagged] = [await company.projectsOf(month, 'split'), await company.projectsOf(month, 'tagged')];
    const totals = ({ rows }: typeof split) => [...rows].map(([id, { total }]) => [id, total]);
    expect(totals(tagged)).toEqual(totals(split));
    expect(tagged.rows.size).toBe(3);
    expect([tagged.untagged, tagged.unallocated]).toEqual([split.untagged, split.unallocated]);
    for (const [id, row] of split.rows) {
      const other = tagged.rows.get(id);
      expect(usageOf(other?.environments ?? {})).toEqual(usageOf(row.environments));
      // Only tax is direct in an account of one's own, and comes from a pool in one that is shared.
      const tax = row.environments['(tax)'] ?? 0n;
      expect(tax).toBeGreaterThan(month === '2026-09' ? -1n : 0n);
      expect([other?.direct, other?.shared]).toEqual([row.direct - tax, row.shared + tax]);
    }
  });

  it('has their services and environments, too', async () => {
    for (const groupBy of [
      ['project', 'service'],
      ['project', 'environment'],
      ['environment', 'service'],
    ]) {
      const [split, tagged] = [
        await company.costsBy(groupBy, month, '&connection=split&chargeClass=usage'),
        await company.costsBy(groupBy, month, '&connection=tagged&chargeClass=usage'),
      ];
      // An account of the platform has no environment, and neither has a resource without the tag.
      expect([groupBy, [...tagged].sort()]).toEqual([groupBy, [...split].sort()]);
      expect([...tagged.keys()].some((key) => key.includes('(not fetched)'))).toBe(false);
    }
  });
});
