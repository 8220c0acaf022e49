import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Amounts, addAmounts, amountsOf } from './basis';
import { compareFace, residualOf } from './reconcile';

const flat = (units: bigint): Amounts => amountsOf(() => units);
const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

describe('residualOf', () => {
  it('adds to the control total to the unit, whatever the state', () => {
    fc.assert(
      fc.property(amount, amount, fc.nat(1000), (control, sum, groups) => {
        const residual = residualOf(flat(control), { amounts: flat(sum), groups });
        expect(addAmounts(flat(sum), residual.amounts)).toEqual(flat(control));
      }),
    );
  });

  it('calls a unit per group rounding and one more a residual', () => {
    expect(residualOf(flat(1_000_003n), { amounts: flat(1_000_000n), groups: 3 }).state).toBe('rounding');
    expect(residualOf(flat(1_000_004n), { amounts: flat(1_000_000n), groups: 3 }).state).toBe('counted');
    expect(residualOf(flat(1_000_000n), { amounts: flat(1_000_000n), groups: 3 }).state).toBe('none');
  });

  it('warns above half a percent of the month, in any one basis', () => {
    const control = flat(1_000_000_000n);
    expect(residualOf(control, { amounts: flat(995_000_000n), groups: 1 }).state).toBe('counted');
    expect(residualOf(control, { amounts: { ...control, netAmortized: 994_999_999n }, groups: 1 }).state).toBe(
      'warning',
    );
  });

  it('reproduces the published gap of grouped replies (boto3 issue 2140)', () => {
    const residual = residualOf(flat(69_295_241_475n), { amounts: flat(45_634_608_475n), groups: 1 });
    expect(residual.amounts.unblended).toBe(23_660_633_000n);
    expect(residual.state).toBe('warning');
  });
});

describe('compareFace', () => {
  const sums = (entries: [string, bigint][]) =>
    new Map(entries.map(([key, units]) => [key, { amounts: flat(units), groups: 1 }]));

  it('finds two accounts that are swapped at an equal total', () => {
    const { checks, breaches } = compareFace(
      'service',
      sums([
        ['1', 100n],
        ['2', 900n],
      ]),
      sums([
        ['1', 900n],
        ['2', 100n],
      ]),
    );
    expect(breaches).toEqual(['1', '2']);
    expect(checks.every((check) => !check.holds && check.expected === check.actual)).toBe(true);
  });

  it('lets one unit per group pass as rounding', () => {
    const { checks, breaches } = compareFace('service', sums([['1', 100n]]), sums([['1', 102n]]));
    expect(breaches).toEqual([]);
    expect(checks[0]).toMatchObject({ expected: 100n, actual: 102n, bound: 2n, holds: true });
  });

  it('misses no account that only one side has', () => {
    expect(compareFace('service', sums([['1', 100n]]), sums([])).breaches).toEqual(['1']);
    expect(compareFace('service', sums([]), sums([['2', 100n]])).breaches).toEqual(['2']);
  });
});
