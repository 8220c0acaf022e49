import { describe, expect, it } from 'vitest';
import type { PoolDocument } from '@/lib/finance/pool-document';
import { readRules } from '@/lib/finance/rules-document';
import { evenWeights, newPool, withMethod, withMonth, withSourceKind, withTargets } from './pool-edit';

const pool: PoolDocument = {
  id: 'support',
  source: { chargeClass: 'support' },
  includeDedicated: true,
  method: 'even',
  targets: ['a', 'b', 'c'],
};
const isRead = (edited: PoolDocument) => readRules({ pools: [edited] }).ok;

describe('editing a pool', () => {
  it('begins fixed weights evenly over the listed targets, exactly', () => {
    const fixed = withMethod(pool, 'fixed');
    expect(fixed.weights).toEqual({ a: 33.333333334, b: 33.333333333, c: 33.333333333 });
    expect(isRead(fixed)).toBe(true);
    const back = withMethod(fixed, 'even');
    expect([back.weights, isRead(back)]).toEqual([undefined, true]);
    expect(evenWeights([])).toEqual({});
  });

  it('takes along only what goes with a source, or with targets', () => {
    expect(withSourceKind(pool, 'untagged')).toEqual({
      id: 'support',
      source: { untagged: 'all' },
      method: 'even',
      targets: pool.targets,
    });
    const same = withTargets(pool, 'sameAccount');
    expect(same.otherwise).toBe('all');
    expect(withTargets(same, 'all').otherwise).toBe(undefined);
  });

  it('opens a month that is emptied', () => {
    const from = withMonth(pool, 'from', '2026-01');
    expect([from.from, isRead(from)]).toEqual(['2026-01', true]);
    expect(withMonth(from, 'from', '')).toEqual(pool);
  });

  it('gives a new pool a name of its own', () => {
    const first = newPool([pool]);
    expect([first.id, newPool([pool, first]).id, isRead(first)]).toEqual(['pool', 'pool-2', true]);
  });
});
