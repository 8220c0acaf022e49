import { describe, expect, it } from 'vitest';
import { accountWith, amountsIn, findBy, money } from './review-fixture';

describe('production-mixed-account', () => {
  const holding = (environments: Readonly<Record<string, number>>) =>
    accountWith('2', {
      usage: money(100),
      environments: new Map(Object.entries(environments).map(([key, amount]) => [key, money(amount)])),
    });
  it('finds production beside others', () => {
    const found = findBy('production-mixed-account', [holding({ Production: 60, dev: 25, test: 15 })]);
    expect(found.map(({ cost }) => cost)).toEqual([money(40)]);
    expect(amountsIn(found)).toEqual([money(60), money(25), money(15)]);
  });
  it('takes spellings of production for one, and what is not known for none', () => {
    expect(findBy('production-mixed-account', [holding({ prod: 50, Production: 40, '(untagged)': 10 })])).toEqual([]);
    expect(findBy('production-mixed-account', [holding({ dev: 60, 'pre-prod': 40 })])).toEqual([]);
  });
});
