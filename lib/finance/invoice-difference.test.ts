import { describe, expect, it } from 'vitest';
import { explainInvoice } from './invoice-difference';

const DOLLAR = 1_000_000_000n;
const parts = [
  { key: 'usage', units: 900n * DOLLAR },
  { key: 'tax', units: 90n * DOLLAR },
  { key: 'credit', units: -40n * DOLLAR },
  { key: 'residual', units: 24n * DOLLAR },
];
const keys = (difference: bigint) => explainInvoice(difference, parts)?.map(({ key }) => key) ?? null;

describe('the difference of an invoice', () => {
  it.each([
    [0n, []],
    [-90n * DOLLAR, ['tax']],
    [40n * DOLLAR, ['credit']],
    [-114n * DOLLAR, ['tax', 'residual']],
    [-90n * DOLLAR + 4_000_000n, ['tax']],
    [-7n * DOLLAR, null],
  ])('of %d is what it leaves out: %j', (difference, wanted) => expect(keys(difference)).toEqual(wanted));
});
