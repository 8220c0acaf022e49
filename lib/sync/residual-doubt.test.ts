import { describe, expect, it } from 'vitest';
import { amountsOf } from '@/lib/finance/basis';
import type { MonthBook } from '@/lib/store/books';
import { confirmsResidual, keepsItsShare } from './residual-doubt';

const flat = (units: bigint) => amountsOf(() => units);

describe('confirmsResidual', () => {
  it.each([
    ['one of another size', flat(50n), flat(90n), true],
    ['none', null, flat(90n), false],
    ['nothing', flat(0n), flat(90n), false],
    ['one of the other sign', flat(-90n), flat(90n), false],
    ['a negative one by a negative one', flat(-10n), flat(-90n), true],
    [
      'bases that are within the bound by whatever there is',
      { ...flat(50n), blended: 0n },
      { ...flat(90n), blended: 7n },
      true,
    ],
    ['one basis of five by the wrong sign', { ...flat(50n), blended: -1n }, flat(90n), false],
  ])('%s', (_, earlier, residual, expected) => {
    expect(confirmsResidual(earlier, residual, 10n)).toBe(expected);
  });
});

describe('keepsItsShare', () => {
  const book: MonthBook = {
    month: '2026-11',
    estimated: true,
    amounts: flat(1_000_000n),
    residual: flat(30_000n),
    residualState: 'warning',
    holds: true,
    reason: '',
    pending: '',
    runId: 'earlier',
    publishedAt: '2026-11-01T00:00:00.000Z',
  };
  const share = (residual: bigint, control: bigint) => ({ residual: flat(residual), control: flat(control) });

  it('holds while the month and its residual grow together, within the warning share', () => {
    expect(keepsItsShare(book, share(60_000n, 2_000_000n), 5_000n)).toBe(true);
    expect(keepsItsShare(book, share(70_000n, 2_000_000n), 5_000n)).toBe(true);
    expect(keepsItsShare(book, share(70_001n, 2_000_000n), 5_000n)).toBe(false);
    expect(keepsItsShare(book, share(-60_000n, 2_000_000n), 5_000n)).toBe(false);
  });

  it('does not hold for a month that showed no warning, or no cost', () => {
    expect(keepsItsShare({ ...book, residualState: 'counted' }, share(60_000n, 2_000_000n), 5_000n)).toBe(false);
    expect(keepsItsShare({ ...book, amounts: flat(0n) }, share(60_000n, 2_000_000n), 5_000n)).toBe(false);
  });
});
