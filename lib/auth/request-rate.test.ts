import { expect, it } from 'vitest';
import { countRequest, TooManyRequests } from './request-rate';

const T = 1_000_000;
const refusal = (id: string, limit: number, now: number): TooManyRequests | null => {
  try {
    countRequest(id, limit, now);
    return null;
  } catch (error) {
    if (error instanceof TooManyRequests) return error;
    throw error;
  }
};

it('lets so many requests a minute through, and says when the next one is', () => {
  expect(refusal('a', 2, T)).toBeNull();
  expect(refusal('a', 2, T + 1)).toBeNull();
  expect(refusal('a', 2, T + 20_000)?.retryAfter).toBe(40);
  expect(refusal('a', 2, T + 59_999)?.retryAfter).toBe(1);
  expect(refusal('a', 2, T + 60_000)).toBeNull();
});

it('counts every token by itself, and starts anew when the clock was set back', () => {
  expect(refusal('b', 1, T)).toBeNull();
  expect(refusal('c', 1, T)).toBeNull();
  expect(refusal('b', 1, T + 1)).not.toBeNull();
  expect(refusal('b', 1, T - 5_000)).toBeNull();
});
