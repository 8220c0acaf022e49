import { describe, expect, it } from 'vitest';
import { accountWith, findBy, money } from './review-fixture';

describe('unowned-account', () => {
  it('finds an account that neither a tag nor a project gives an owner', () => {
    const accounts = [accountWith('2', { tags: { costcentre: '7', Owner: ' ' }, total: money(3) })];
    expect(findBy('unowned-account', accounts).map(({ subject, cost }) => [subject.id, cost])).toEqual([
      ['2', money(3)],
    ]);
  });
  it('takes a tag or a project with an owner, and waits where tags were not read', () => {
    const projects = new Map([['shop', { name: 'Shop', class: null, owner: 'ana' }]]);
    const accounts = [
      accountWith('2', { tags: { Team: 'search' } }),
      accountWith('3', { tags: { 'technical-contact': 'ben' } }),
      accountWith('4', { tags: {}, dedicated: 'project:shop' }),
      accountWith('5', { tags: null }),
    ];
    expect(findBy('unowned-account', accounts, { projects })).toEqual([]);
  });
});
