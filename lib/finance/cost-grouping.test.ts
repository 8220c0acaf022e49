import { describe, expect, it } from 'vitest';
import type { CostFact } from './cost-fact';
import { type CostFilter, groupCosts, mergeRows } from './cost-grouping';

const fact = (given: Partial<CostFact>): CostFact => ({
  ...{
    month: '2026-10',
    day: null,
    account: '1',
    chargeClass: 'usage',
    recordType: 'Usage',
    key: 'AWS Lambda',
    units: 1n,
  },
  ...given,
});
const all: CostFilter = {
  account: null,
  inUnits: null,
  service: null,
  chargeClass: null,
  project: null,
  environment: null,
};
const unitOf = (account: string) => `ou-${account}`;

describe('grouping', () => {
  const facts = [
    fact({ units: 5n }),
    fact({ account: '2', key: 'Amazon S3', units: 7n }),
    fact({ account: '2', key: '(tax)', chargeClass: 'tax', recordType: 'Tax', units: 2n }),
    fact({ account: '2', key: 'Unheard of', units: 3n }),
  ];
  const rows = (groupBy: Parameters<typeof groupCosts>[1], filter = all) =>
    groupCosts(facts, groupBy, filter, unitOf).map(({ keys, units }) => `${keys.join('|')} ${units}`);

  it('sums by one key or two, ours after the others', () => {
    expect(rows(['account'])).toEqual(['1 5', '2 12']);
    expect(rows(['ou', 'chargeClass'])).toEqual(['ou-1|usage 5', 'ou-2|tax 2', 'ou-2|usage 10']);
    expect(rows(['service'])).toEqual(['AWS Lambda 5', 'Amazon S3 7', 'Unheard of 3', '(tax) 2']);
    expect(rows(['serviceCategory'])).toEqual(['Compute 5', 'Other 3', 'Storage 7', '(tax) 2']);
    expect(rows(['month', 'recordType'])).toEqual(['2026-10|Tax 2', '2026-10|Usage 15']);
  });

  it('keeps what the filters let through', () => {
    expect(rows(['account'], { ...all, service: new Set(['(tax)', 'AWS Lambda']) })).toEqual(['1 5', '2 2']);
    expect(rows(['account'], { ...all, chargeClass: new Set(['tax']) })).toEqual(['2 2']);
    expect(rows(['service'], { ...all, account: new Set(['1']) })).toEqual(['AWS Lambda 5']);
    expect(rows(['service'], { ...all, inUnits: (account) => account === '1' })).toEqual(['AWS Lambda 5']);
  });

  it('merges lists of several connections', () => {
    const one = groupCosts(facts, ['chargeClass'], all, unitOf);
    expect(mergeRows([one, one])).toEqual([
      { keys: ['tax'], units: 4n },
      { keys: ['usage'], units: 30n },
    ]);
  });
});
