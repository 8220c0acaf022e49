import { beforeAll, describe, expect, it, vi } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { tagValueKey } from '@/lib/finance/cost-fact';
import { readTagDoctor } from '@/lib/reports/tag-doctor';
import { type Company, charge, openCompany, type Payer } from './company-fixture';

vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 });

const MONTHS = ['2026-08', '2026-09', '2026-10'];
const WHOLE = 1_000_000_000n;
/** A key as awkward as AWS takes them; `app` is activated on the first of October, and `App` is another key. */
const KEY = 'Kosten$stelle / α';
const VALUES = [
  ...[
    'a$b',
    '$',
    `${KEY}$x`,
    'a/b:c=d+e@f',
    ' spaced  out ',
    ' ',
    'App',
    'app',
    'x'.repeat(256),
    'ü🦊',
    'עברית',
    '結帳',
  ],
  // Words that mean something to us, or to JavaScript.
  ...['(untagged)', '\\(untagged)', '(tax)', 'null', 'toString', '__proto__', '<b>&amp;</b>', '=1+1', "'; --", '%2F..'],
];
const [SPELT, RENAMED, LATE, EMPTY] = ['100000000001', '200000000002', '300000000003', '400000000004'];

const lines = MONTHS.flatMap((month) => [
  ...VALUES.map((value, at) => charge(SPELT, month, String(at + 1), { [KEY]: value })),
  charge(SPELT, month, '0.5', {}, { recordType: 'Tax' }),
  charge(RENAMED, month, '40', { [KEY]: month < '2026-10' ? 'checkout' : 'Checkout (new)' }),
  charge(LATE, month, '7.25', { app: 'late' }),
  charge(LATE, month, '2', { App: 'other key' }),
  charge(LATE, month, '3', {}),
  charge(EMPTY, month, '100', { [KEY]: '', App: 'hidden behind an empty value' }),
  charge(EMPTY, month, '11', { App: 'seen' }),
]);
const whole = (amount: number): bigint => BigInt(Math.round(amount * 1000)) * (WHOLE / 1000n);

let company: Company;
let payer: Payer;
beforeAll(async () => {
  company = await openCompany();
  await company.saveRules({
    dimensions: { project: [KEY, 'App', 'app'] },
    assignments: [{ when: { tagValues: ['Checkout (new)'] }, then: { project: 'checkout' } }],
  });
  payer = await company.addPayer('payer', { currency: 'USD', lines });
  payer.world.tagKeys = payer.world.tagKeys.map((each) =>
    each.key === 'app' ? { ...each, activeSince: '2026-10-01' } : each,
  );
  expect(await payer.sync()).toBe('succeeded');
});

describe('a tag key and its values', () => {
  it('are kept to the letter: `$`, `/`, spaces, case, scripts, 256 characters, and words of our own', async () => {
    const { rows } = await company.projectsOf('2026-10');
    const tags = await company.costsBy([`tag:${KEY}`], '2026-10');
    for (const [at, value] of VALUES.entries()) {
      expect([value, rows.get(tagValueKey(value))?.direct]).toEqual([value, whole(at + 1)]);
      expect([value, tags.get(tagValueKey(value))]).toEqual([value, whole(at + 1)]);
      const only = await company.costsBy(['account'], '2026-10', `&project=${encodeURIComponent(tagValueKey(value))}`);
      expect([value, [...only]]).toEqual([value, [[SPELT, whole(at + 1)]]]);
    }
    const others = ['checkout', 'late', 'other key', 'seen'];
    expect([...rows.keys()].sort()).toEqual([...VALUES.map(tagValueKey), ...others].sort());
  });

  it('that has another name from some month on is one project by an alias, and keeps both names as a tag', async () => {
    for (const month of MONTHS) {
      const { rows } = await company.projectsOf(month);
      expect(rows.get('checkout')?.direct).toBe(whole(40));
      expect([...rows.keys()]).not.toContain('Checkout (new)');
    }
    expect((await company.costsBy([`tag:${KEY}`], '2026-09')).get('checkout')).toBe(whole(40));
    const october = await company.costsBy([`tag:${KEY}`], '2026-10');
    expect([october.get('checkout'), october.get('Checkout (new)')]).toEqual([undefined, whole(40)]);
  });

  it('that is present and empty is untagged, stops the chain, and is counted by the tag doctor', async () => {
    const { rows, untagged } = await company.projectsOf('2026-10');
    expect(rows.get('seen')?.direct).toBe(whole(11));
    expect([...rows.keys()]).not.toContain('hidden behind an empty value');
    expect(untagged).toBe(whole(100 + 3));
    const months = { from: '2026-10', to: '2026-11' };
    const query = { connection: null, currency: null, months, basis: 'unblended' } as const;
    const doctor = await readTagDoctor(administratorOf(company.db), query, new Date('2026-11-24T12:00:00Z'));
    expect(doctor).toMatchObject({ untagged: whole(103), emptyValue: whole(100) });
  });
});

describe('a key that is activated in mid-history', () => {
  it('leaves the months before it untagged, not at nothing', async () => {
    const september = await company.projectsOf('2026-09');
    expect([...september.rows.keys()]).not.toContain('late');
    expect(september.untagged).toBe(whole(100 + 3 + 7.25));
    expect((await company.costsBy(['project'], '2026-09')).get('(untagged)')).toBe(whole(110.25));
    expect((await company.projectsOf('2026-10')).rows.get('late')?.direct).toBe(whole(7.25));
  });

  it('has its history once AWS says that it was backfilled, at the next daily sync', async () => {
    const done = { completedAt: '2026-11-25T03:00:00Z', status: 'SUCCEEDED' } as const;
    const at = { requestedAt: '2026-11-25T01:00:00Z', lastUpdatedAt: '2026-11-25T03:00:00Z' };
    payer.world.backfills = [{ backfillFrom: '2026-08-01T00:00:00Z', ...at, ...done }];
    payer.world.set('2026-11-25T12:30:00Z');
    expect(await payer.sync()).toBe('succeeded');
    for (const month of MONTHS) {
      const { rows, untagged } = await company.projectsOf(month);
      expect([rows.get('late')?.direct, untagged]).toEqual([whole(7.25), whole(103)]);
    }
  });
});
