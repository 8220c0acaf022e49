import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { currentDraft, keepDraft, subscribeToDraft } from './draft';

const KEY = 'subledger.rules-draft';
const kept = new Map<string, string>();

beforeEach(() => {
  vi.stubGlobal('window', {
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    },
  });
});
afterEach(() => {
  keepDraft(null);
  vi.unstubAllGlobals();
});

const draft = { base: 3, note: '', document: { pools: [{ id: 'p', source: { pool: 'p' }, method: 'keep' as const }] } };

it('is the same draft until it changes, also after a reload, and every part of the page hears of it', () => {
  let heard = 0;
  const stop = subscribeToDraft(() => {
    heard += 1;
  });
  expect(currentDraft()).toBe(null);
  keepDraft(draft);
  expect([currentDraft(), heard]).toEqual([draft, 1]);
  expect(currentDraft()).toBe(currentDraft());
  kept.set(KEY, JSON.stringify({ ...draft, base: 4 }));
  expect(currentDraft()?.base).toBe(4);
  keepDraft(null);
  stop();
  expect([currentDraft(), kept.size, heard]).toEqual([null, 0, 2]);
});

it.each([
  'not JSON',
  '[]',
  JSON.stringify({ base: 1, note: '' }),
  JSON.stringify({ ...draft, base: '1' }),
  JSON.stringify({ ...draft, document: { pools: [{ id: 'p' }] } }),
  JSON.stringify({ ...draft, document: { assignments: [null] } }),
  JSON.stringify({ ...draft, document: { projects: {} } }),
])('takes %s for no draft', (text) => {
  kept.set(KEY, text);
  expect(currentDraft()).toBe(null);
});
