import { expect, it } from 'vitest';
import { reviewOf, reviewRule } from './review';
import { accountWith, companyOf, homesOf, money } from './review-fixture';
import { REVIEW_RULES } from './review-rules';

it('a company without faults has no finding', () => {
  const usage = money(100);
  const good = accountWith('2', {
    ...{ total: usage, usage, dedicated: 'project:shop', homes: homesOf({ 'project:shop': 100 }) },
    environments: new Map([['prod', usage]]),
    services: new Map([['AWS Lambda', usage]]),
  });
  expect(reviewOf(companyOf([good]))).toEqual([]);
});

it('puts the gravest first, then what costs most', () => {
  const closed = (id: string, total: number) =>
    accountWith(id, { state: 'CLOSED', stateBefore: 'CLOSED', total: money(total) });
  const found = reviewOf(
    companyOf([accountWith('2', { parentId: 'r-1', total: money(8) }), closed('3', 5), closed('4', 9)]),
  );
  expect(found.map(({ subject }) => subject.id)).toEqual(['4', '3', '2']);
});

it('every rule has an id of its own, a reason and what is at stake', () => {
  expect(new Set(REVIEW_RULES.map(({ id }) => id)).size).toBe(REVIEW_RULES.length);
  for (const { id, reason, stake, title } of REVIEW_RULES) {
    expect(reviewRule(id).title).toBe(title);
    expect(reason.length).toBeGreaterThan(100);
    expect(stake).not.toBe('');
  }
  expect(() => reviewRule('nothing')).toThrow(RangeError);
});
