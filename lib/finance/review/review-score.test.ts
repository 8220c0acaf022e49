import { expect, it } from 'vitest';
import { SEVERITIES } from './finding';
import { money } from './review-fixture';
import { reviewScore } from './review-score';

const of = (rule: string, severity: (typeof SEVERITIES)[number], cost = 0) => ({ rule, severity, cost: money(cost) });

it('is 100 for nothing found, and never for anything', () => {
  expect(reviewScore([], money(100))).toBe(100);
  for (const severity of SEVERITIES) expect(reviewScore([of('a', severity)], money(1_000_000))).toBeLessThan(100);
});

it.each([
  [[of('a', 'high', 100)], 85],
  [[of('a', 'high', 0)], 92],
  [[of('a', 'medium', 50)], 94],
  [[of('a', 'low', 100), of('b', 'low', 100)], 94],
  [[of('a', 'high', 900)], 85],
  [[of('a', 'high', -5)], 92],
])('follows its formula: %#', (findings, score) => {
  expect(reviewScore(findings, money(100))).toBe(score);
});

it('takes a bill of nothing for one without shares', () => {
  expect(reviewScore([of('a', 'high', 5)], 0n)).toBe(92);
});

it('is never raised by another finding, or by more at stake', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let round = 0; round < 500; round += 1) {
    const some = Array.from({ length: random(8) }, () => {
      const rule = random(6);
      return of(`rule ${rule}`, SEVERITIES[rule % 3] ?? 'low', random(80));
    });
    const rule = random(6);
    const more = of(`rule ${rule}`, SEVERITIES[rule % 3] ?? 'low', random(80));
    expect(reviewScore([...some, more], money(200))).toBeLessThanOrEqual(reviewScore(some, money(200)));
    const dearer = some.map((each, at) => (at === 0 ? { ...each, cost: each.cost + money(random(50)) } : each));
    expect(reviewScore(dearer, money(200))).toBeLessThanOrEqual(reviewScore(some, money(200)));
  }
});
