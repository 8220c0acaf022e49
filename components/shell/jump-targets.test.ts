import { describe, expect, it } from 'vitest';
import { readTargets, screenTargets, targetLink } from './jump-targets';

describe('the search that jumps anywhere', () => {
  it('finds screens by name and keeps what is looked at', () => {
    const targets = screenTargets('acc', [
      ['basis', 'unblended'],
      ['q', 'x'],
    ]);
    expect(targets.map(({ href }) => href)).toEqual([
      '/accounts?basis=unblended',
      '/settings/access?basis=unblended',
      '/accounts?basis=unblended&q=acc',
    ]);
    expect(screenTargets('', []).map(({ href }) => href)).toContain('/overview');
  });

  it('goes to the organization of the target, with the month and basis at hand', () => {
    expect(
      targetLink('/accounts/1?connection=b', [
        ['connection', 'a'],
        ['month', '2026-10'],
      ]),
    ).toBe('/accounts/1?month=2026-10&connection=b');
  });

  it('takes nothing but targets of this house from a reply', () => {
    const good = { label: 'a', detail: 'b', href: '/accounts/1' };
    expect(readTargets({ rows: [good, { ...good, href: 'https://elsewhere.example' }, { label: 1 }, null] })).toEqual([
      good,
    ]);
    expect(readTargets(null)).toEqual([]);
    expect(readTargets({ rows: 'no' })).toEqual([]);
  });
});
