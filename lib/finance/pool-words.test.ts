import { expect, it } from 'vitest';
import { poolWords } from './pool-words';
import { readRules } from './rules-document';

const wordsOf = (pool: object): string => {
  const reading = readRules({ pools: [{ id: 'p', ...pool }] });
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  const [rule] = reading.rules.pools;
  return rule ? poolWords(rule, (id) => id.toUpperCase()) : '';
};

it.each([
  [
    { source: { chargeClass: 'support' }, method: 'proportional' },
    'Shares support charges among all projects, in proportion to their usage.',
  ],
  [
    { source: { pool: 'net' }, method: 'even', targets: ['a', 'b', 'c'], from: '2026-01' },
    'Shares what rules give to pool net evenly among A, B and C; from 2026-01.',
  ],
  [
    { source: { chargeClass: 'tax' }, method: 'fixed', weights: { a: 33.5, b: 66.5 }, includeDedicated: true },
    'Shares tax, out of accounts of their own as well, by fixed weights: A 33.5 %, B 66.5 %.',
  ],
  [
    { source: { charges: 'all' }, method: 'proportional', weight: 'revenue', targets: 'sameAccount' },
    'Shares charges that are not usage of all mixed accounts among the projects of the same account (where there is none, it stays), in proportion to their revenue.',
  ],
  [
    { source: { untagged: '111122223333' }, method: 'keep', to: '2026-05' },
    'Keeps untagged usage of account 111122223333 in Unallocated; before 2026-05.',
  ],
])('%j', (pool, words) => {
  expect(wordsOf(pool)).toBe(words);
});
