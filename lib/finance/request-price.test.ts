import { expect, it } from 'vitest';
import { priceOf } from './request-price';

it.each([
  [0, '0'],
  [1, '0.01'],
  [16, '0.16'],
  [1000, '10'],
])('%d requests cost %s', (requests, price) => {
  expect(priceOf(requests)).toBe(price);
});
