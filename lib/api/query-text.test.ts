import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AppError } from '@/lib/errors';
import { booksParams, checkRange } from './books-params';
import { COSTS_LISTS, costsParams } from './costs-call';
import { readInput, readParams } from './query-text';

const books = z.strictObject(booksParams).superRefine(checkRange);
const faults = (read: () => unknown) => {
  try {
    return read();
  } catch (error) {
    return (error as AppError).errors;
  }
};

describe('parameters', () => {
  it('are read, with defaults', () => {
    expect(readParams(books, new URLSearchParams('from=2026-01&to=2026-03'))).toEqual({
      ...{ from: '2026-01', to: '2026-03', basis: 'amortized' },
    });
    const costs = readParams(
      costsParams,
      new URLSearchParams('groupBy=account,tag:a+b&service=a,b&service=c'),
      COSTS_LISTS,
    );
    expect(costs).toMatchObject({ groupBy: ['account', 'tag:a b'], service: ['a,b', 'c'], account: [] });
  });

  it.each([
    ['connection=', 'connection'],
    ['connection=a&connection=b', 'connection'],
    ['from=2026-1&to=2026-02', 'from'],
    ['from=&to=2026-02', 'from'],
    ['colour=red', 'colour'],
    ['constructor=1', 'constructor'],
    ['__proto__=1', '__proto__'],
  ])('%s are refused by name', (text, field) => {
    expect(faults(() => readParams(books, new URLSearchParams(text)))).toEqual(
      expect.arrayContaining([expect.objectContaining({ field })]),
    );
  });
});

describe('a body', () => {
  it('is refused when it is no object, or reaches for a prototype', () => {
    const schema = z.strictObject({ a: z.string().optional() });
    for (const input of [null, [], 'a', 1, JSON.parse('{"__proto__":{"a":1}}')]) {
      expect(faults(() => readInput(schema, input))).toHaveLength(1);
    }
    expect(readInput(schema, {})).toEqual({});
  });
});
