import { describe, expect, it } from 'vitest';
import { moved, withColumns } from './column-order';

describe('columns of an address', () => {
  it('take the place of those before, and leave the rest', () => {
    const params = new URLSearchParams('column=project:a&month=2026-10&column=project:b&pin=project:b');
    expect(withColumns(params, ['project:b', 'account:1']).toString()).toBe(
      'month=2026-10&pin=project%3Ab&column=project%3Ab&column=account%3A1',
    );
    expect(withColumns(params, ['project:a']).get('pin')).toBeNull();
  });

  it('end steps of time, which are of one column', () => {
    const params = new URLSearchParams('column=project:a&by=month');
    expect(withColumns(params, ['project:b']).get('by')).toBe('month');
    expect(withColumns(params, ['project:a', 'project:b']).get('by')).toBeNull();
  });

  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 9, 'acb'],
    [0, -1, 'abc'],
  ])('moves %d to %d', (from, to, wanted) => expect(moved([...'abc'], from, to).join('')).toBe(wanted));
});
