import { describe, expect, it } from 'vitest';
import { viewLink, withParams } from './view-link';

const params = new URLSearchParams('connection=north&month=2026-10&q=prod&open=all&basis=blended');

describe('links between screens', () => {
  it('take along what is looked at, and leave what belongs to one screen', () => {
    expect(viewLink('/settings', params)).toBe('/settings?connection=north&month=2026-10&basis=blended');
    expect(viewLink('/settings', new URLSearchParams('q=x'))).toBe('/settings');
  });
  it('change and take away parts, and escape them', () => {
    expect(withParams('/accounts', new URLSearchParams('month=2026-10&q=a'), { month: null, q: 'a&b' })).toBe(
      '/accounts?q=a%26b',
    );
    expect(withParams('/accounts', new URLSearchParams('q=a'), { q: '' })).toBe('/accounts');
  });
});
