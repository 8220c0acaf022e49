import { expect, test } from 'vitest';
import { firstDay } from '@/lib/finance/month';
import { scaledWorld } from './scaled-world';

const scale = { accounts: 100, units: 20, services: 20, recordTypes: 5, tagValues: 3, tagKeys: 3 };

test('a scaled world has the pairs that its scale says, in every month, and repeats itself', () => {
  const { bill, organization, tagKeys } = scaledWorld(scale);
  const pairs = (of: (line: (typeof bill.lines)[number]) => string) =>
    new Set(bill.lines.map((line) => `${line.month} ${line.account} ${of(line)}`)).size / 14 / 100;
  expect(pairs(({ recordType }) => recordType)).toBe(5);
  expect(new Set(bill.lines.map(({ service }) => service)).size).toBe(20);
  for (const { key } of tagKeys) {
    const usage = bill.lines.filter(({ recordType }) => recordType === 'Usage');
    const values = new Set(usage.map(({ month, account, tags }) => `${month} ${account} ${tags[key] ?? ''}`));
    expect(values.size / 14 / 100).toBe(3);
  }
  expect(tagKeys).toHaveLength(3);
  expect([organization?.accounts.length, organization?.units.length]).toEqual([100, 20]);
  expect(bill.lines.every(({ day, month }) => day >= firstDay(month) && day <= '2026-11-24')).toBe(true);
  expect(scaledWorld(scale).bill).toEqual(bill);
  expect(scaledWorld({ ...scale, seed: 2 }).bill).not.toEqual(bill);
});
