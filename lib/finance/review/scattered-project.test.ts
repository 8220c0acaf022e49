import { describe, expect, it } from 'vitest';
import { accountWith, amountsIn, findBy, homesOf, money } from './review-fixture';

describe('scattered-project', () => {
  const shared = accountWith('2', { usage: money(100), homes: homesOf({ 'project:a': 40, 'project:b': 60 }) });
  const own = (amount: number) =>
    accountWith('3', { usage: money(amount), dedicated: 'project:a', homes: homesOf({ 'project:a': amount }) });
  it('finds a project most of which lies in accounts of several', () => {
    const found = findBy('scattered-project', [shared, own(10)]);
    expect(found.map(({ subject, cost }) => [subject.id, cost])).toEqual([
      ['b', money(60)],
      ['a', money(40)],
    ]);
    expect(amountsIn(found.filter(({ subject }) => subject.id === 'a'))).toEqual([money(40), money(10)]);
  });
  it('lets a project be that lies in accounts of its own by half', () => {
    expect(findBy('scattered-project', [shared, own(40)]).map(({ subject }) => subject.id)).toEqual(['b']);
  });
});
