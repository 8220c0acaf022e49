import { describe, expect, it } from 'vitest';
import { changeOf, differenceOf } from './change';
import { dollars, dollarsIn, MONTH, sheetOf, slice, smallInput, stored, timeOf } from './small-books-fixture';
import { buildStatement } from './statement';

describe('changeOf', () => {
  const sides = (now: number | null, base: number | null, days = 31, baseDays = 30) => ({
    now: now === null ? null : dollars(now),
    base: base === null ? null : dollars(base),
    days,
    baseDays,
  });

  it('tells the plain change, and that against the base at as many days', () => {
    const both = sides(320, 300);
    expect(changeOf(both, both, true)).toEqual({
      base: dollars(300),
      change: dollars(20),
      normalised: dollars(10),
      rate: 66_667n,
      normalisedRate: 32_258n,
    });
  });

  it.each([0, -300])('has no rate on a base of %d', (base) => {
    const both = sides(320, base);
    expect(changeOf(both, both, true)).toMatchObject({ change: dollars(320 - base), rate: null, normalisedRate: null });
  });

  it('has nothing where a side is not known, and only the difference of what does not grow with days', () => {
    expect(changeOf(sides(null, 5), sides(null, 5), true)).toMatchObject({
      base: dollars(5),
      change: null,
      rate: null,
    });
    expect(changeOf(sides(5, null), sides(5, null), true)).toMatchObject({
      base: null,
      change: null,
      normalised: null,
    });
    expect(changeOf(sides(6, 5), sides(6, 5), false)).toMatchObject({
      change: dollars(1),
      normalised: null,
      rate: null,
    });
    expect(differenceOf(6n, 5n, false)).toMatchObject({ change: 1n, rate: null });
    expect(differenceOf(6n, 5n, true).rate).toBe(200_000n);
  });
});

describe('a statement compared', () => {
  const months = ['2025-10', '2026-07', '2026-08', '2026-09', '2026-10'];
  const costs = [50, 100, 110, 120, 60];
  const input = smallInput({
    months: months.map((month, at) =>
      stored(month, costs[at] ?? 0, { estimated: month === MONTH, ...(month === MONTH && { days: 12 }) }),
    ),
    slices: months.map((month, at) => slice('a', 'project:checkout', 'usage', costs[at] ?? 0, month)),
  });
  const totalOf = (statement: ReturnType<typeof buildStatement>) => statement.rows.find(({ key }) => key === 'total');

  it('with the period before leaves estimated months out of rates, and says so', () => {
    const period = { kind: 'custom', from: '2026-09', to: '2026-11' } as const;
    const statement = buildStatement(sheetOf(['organization'], { period, compare: 'previous' }), input);
    const change = totalOf(statement)?.changes?.[0];
    expect(change).toMatchObject({ base: dollars(210), change: dollars(-30) });
    // 120 in September against 100 in July; October is estimated, and August with it.
    expect(change?.rate).toBe(200_000n);
    expect(change?.normalised).toBe(dollars(180) - (dollars(210) * 42n + 31n) / 62n);
    expect(statement.base).toMatchObject({ leftOut: ['2026-08', '2026-10'], missing: [] });
    expect(statement.columns[0]?.estimated).toEqual(['2026-10']);
  });

  it('with last year says which months are missing there, and has no rate without a pair', () => {
    const period = { kind: 'custom', from: '2026-09', to: '2026-11' } as const;
    const statement = buildStatement(sheetOf(['organization'], { period, compare: 'lastYear' }), input);
    expect(totalOf(statement)?.changes?.[0]).toMatchObject({ base: dollars(50), rate: null, normalisedRate: null });
    expect(statement.base?.missing).toEqual([{ connection: 'payer', month: '2025-09' }]);
  });

  it('has no base at all where nothing is stored', () => {
    const period = { kind: 'month', from: '2026-07', to: '2026-08' } as const;
    const statement = buildStatement(sheetOf(['organization'], { period, compare: 'lastYear' }), input);
    expect(totalOf(statement)?.changes?.[0]).toMatchObject({ base: null, change: null, normalised: null, rate: null });
  });

  it('with the first column', () => {
    const shape = timeOf('project:checkout', 'month');
    const period = { kind: 'custom', from: '2026-07', to: '2026-11' } as const;
    const statement = buildStatement(sheetOf([], { shape, period, compare: 'first' }), input);
    expect(totalOf(statement)?.changes?.map(({ change, rate }) => [change, rate])).toEqual([
      [0n, 0n],
      [dollars(10), 100_000n],
      [dollars(20), 200_000n],
      [dollars(-40), null],
      [dollars(290), null],
    ]);
  });

  it('by month with the month before, each column by itself', () => {
    const shape = timeOf('project:checkout', 'month');
    const period = { kind: 'custom', from: '2026-08', to: '2026-10' } as const;
    const statement = buildStatement(sheetOf([], { shape, period, compare: 'previous' }), input);
    expect(totalOf(statement)?.changes?.map(({ base }) => base)).toEqual([dollars(100), dollars(110), dollars(100)]);
    expect(statement.base?.months).toEqual([['2026-07'], ['2026-08'], ['2026-07']]);
  });

  it('divides by the days that its figures cover', () => {
    const statement = buildStatement(sheetOf(['organization']), input);
    expect(dollarsIn(statement, 'perDay').total).toBe(5);
  });
});
