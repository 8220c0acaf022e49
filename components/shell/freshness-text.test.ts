import { describe, expect, it } from 'vitest';
import { freshnessOf, type LastSync } from './freshness-text';

const now = new Date('2026-10-28T11:00:00Z');
const last = (changes: Partial<LastSync> = {}): LastSync => ({
  at: '2026-10-28T05:21:00Z',
  status: 'succeeded',
  price: '0.11',
  ...changes,
});

describe('freshness', () => {
  it('says when, and what the sync cost', () => {
    expect(freshnessOf(last(), false, now)).toEqual({ text: 'As of 05:21 UTC today · $0.11 this sync', tone: 'good' });
    expect(freshnessOf(last({ price: null }), false, now).text).toBe('As of 05:21 UTC today');
  });
  it.each([
    [last({ at: '2026-10-27T05:21:00Z' }), 'As of 05:21 UTC yesterday · stale'],
    [last({ status: 'partial' }), 'As of 05:21 UTC today · incomplete'],
    [last({ status: 'failed' }), 'Sync failed 05:21 UTC today'],
  ])('asks for attention: %#', (sync, text) => {
    expect(freshnessOf(sync, false, now)).toEqual({ text, tone: 'caution' });
  });
  it('says of a running sync that it runs, of none that there was none', () => {
    expect(freshnessOf(last({ status: 'running' }), false, now).text).toBe('Syncing now');
    expect(freshnessOf(null, false, now)).toEqual({ text: 'Never synced', tone: 'none' });
  });
  it('does not call a file stale', () => {
    expect(freshnessOf(last({ at: '2026-01-02T03:04:00Z' }), true, now)).toEqual({
      text: 'Imported 2 Jan 2026, 03:04 UTC',
      tone: 'good',
    });
  });
});
