import { describe, expect, it } from 'vitest';
import { accountWith, amountsIn, findBy, money } from './review-fixture';

const unit = (id: string, parentId: string) => ({ id, name: id, parentId });

describe('production-mixed-unit', () => {
  const of = (id: string, environment: string, parentId = 'ou-work') =>
    accountWith(id, {
      ...{ parentId, total: money(50), usage: money(40) },
      environments: new Map([[environment, money(40)]]),
    });
  it('finds an OU with accounts of both kinds', () => {
    const found = findBy('production-mixed-unit', [of('2', 'prod'), of('3', 'dev'), of('4', 'prod')]);
    expect(found.map(({ subject, cost }) => [subject.id, cost])).toEqual([['ou-work', money(50)]]);
    expect(amountsIn(found)).toEqual([money(50), money(50), money(50)]);
  });
  it('lets OUs for each kind be, whatever lies below', () => {
    const units = [unit('ou-work', 'r-1'), unit('ou-dev', 'ou-work')];
    expect(findBy('production-mixed-unit', [of('2', 'prod'), of('3', 'dev', 'ou-dev')], { units })).toEqual([]);
    expect(findBy('production-mixed-unit', [of('2', 'prod'), of('3', '(untagged)')])).toEqual([]);
  });
});
