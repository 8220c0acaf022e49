import { z } from 'zod';
import { formatDecimal } from '@/lib/finance/money';

/** An exact amount of money: a decimal string with at most nine decimals. */
export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d{1,9})?$/)
  .meta({
    description: 'An exact amount of the currency, as a decimal string.',
    examples: ['1234.5678'],
  });

/** Units of 10⁻⁹ as JSON carries them. */
export const toDecimal = (units: bigint): string => formatDecimal(units);
