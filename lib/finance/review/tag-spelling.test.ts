import { describe, expect, it } from 'vitest';
import { findBy, money } from './review-fixture';

describe('tag-spelling', () => {
  const variant = { dimension: 'project', key: 'app', raw: 'Shop', target: 'shop', reason: 'case', moves: 0n } as const;
  it('finds a value that looks like another', () => {
    const found = findBy('tag-spelling', [], { variants: [{ ...variant, units: money(4) }] });
    expect(found.map(({ subject, cost }) => [subject.id, cost])).toEqual([['app=Shop', money(4)]]);
  });
  it('says nothing of pennies', () => {
    expect(findBy('tag-spelling', [], { variants: [{ ...variant, units: money('0.3') }] })).toEqual([]);
  });
});
