import { describe, expect, it } from 'vitest';
import { accountWith, amountsIn, findBy, money } from './review-fixture';

describe('unwatched-charges', () => {
  it('finds support that no project carries, and products where no project pays', () => {
    const payer = accountWith('2', {
      classes: new Map([['support', money(40)]]),
      unsharedSupport: money(40),
      services: new Map([['Fenwick Observability', money(10)]]),
    });
    const found = findBy('unwatched-charges', [payer]);
    expect(found.map(({ cost }) => cost)).toEqual([money(50)]);
    expect(amountsIn(found)).toEqual([money(40), money(10), money(50)]);
  });
  it('lets shared support, products of a project and services of AWS be', () => {
    const accounts = [
      accountWith('2', { classes: new Map([['support', money(40)]]) }),
      accountWith('3', { dedicated: 'project:a', services: new Map([['Fenwick Observability', money(90)]]) }),
      accountWith('4', { services: new Map([['Amazon Something New', money(90)]]) }),
    ];
    expect(findBy('unwatched-charges', accounts)).toEqual([]);
  });
});
