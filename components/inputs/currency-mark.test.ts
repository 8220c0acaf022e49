import { expect, it } from 'vitest';
import { currencyFault } from './currency-mark';

it('knows a currency that is not the row’s', () => {
  expect(currencyFault('€', 'EUR')).toBe('');
  expect(currencyFault('€', 'USD')).toContain('USD');
  expect(currencyFault('$', 'USD')).toBe('');
  expect(currencyFault('$', 'EUR')).toContain('EUR');
  expect(currencyFault('GBP', 'USD')).toContain('GBP');
  expect(currencyFault('', 'USD')).toBe('');
});
