import { describe, expect, it } from 'vitest';
import { type BarsInput, prepareBars } from './prepare-bars';

const part = (entity: string, amount: string) => ({ entity, label: entity.toUpperCase(), amount });
const input = (changes: Partial<BarsInput> = {}): BarsInput => ({
  ...{ title: 'Cost by project', rowName: 'Project', currency: 'USD', basis: 'amortized' },
  bars: [
    {
      label: 'Checkout',
      href: '/projects/checkout',
      parts: [part('prod', '60.005'), part('dev', '20.005'), part('(tax)', '10')],
    },
    { label: 'Search', parts: [part('prod', '20'), part('(credit)', '-10')] },
  ],
  ...changes,
});
const text = (cell: ReturnType<typeof prepareBars>['bars'][number]['total'] | undefined) =>
  cell?.kind === 'amount' ? cell.figure.text : cell?.text;

describe('stacked bars', () => {
  it('stand the largest kind first and keys of ours last, in one scale with a zero of their own', () => {
    const model = prepareBars(input());
    expect(model.series.map(({ key }) => key)).toEqual(['prod', 'dev', '(tax)', '(credit)']);
    expect(model.zero).toBeCloseTo(10 / 100.01);
    const [checkout, search] = model.bars;
    expect(
      checkout?.pieces.map(({ from, width }) => [from * 100.01, width * 100.01].map((n) => Math.round(n))),
    ).toEqual([
      [10, 60],
      [70, 20],
      [90, 10],
    ]);
    expect(search?.pieces.map(({ key, from }) => [key, Math.round(from * 100.01)])).toEqual([
      ['prod', 10],
      ['(credit)', 0],
    ]);
    expect(model.bars.map(({ total }) => text(total))).toEqual(['90.01', '10.00']);
  });

  it('have a table whose rows add up as printed', () => {
    const { table } = prepareBars(input());
    expect(table.head.map(({ label }) => label)).toEqual(['Project', 'PROD', 'DEV', '(TAX)', '(CREDIT)', 'Total']);
    expect(table.rows.map((row) => row.map((cell) => text(cell)))).toEqual([
      ['Checkout', '60.01', '20.00', '10.00', '–', '90.01'],
      ['Search', '20.00', '–', '–', '(10.00)', '10.00'],
    ]);
  });

  it('say the cents that the page says elsewhere', () => {
    const { bars, table } = prepareBars(
      input({ bars: [{ label: 'A', parts: [part('x', '1.006'), part('y', '2')], cents: 300n }] }),
    );
    expect(text(bars[0]?.total)).toBe('3.00');
    expect(table.rows[0]?.map((cell) => text(cell))).toEqual(['A', '2.00', '1.00', '3.00']);
  });

  it('put many small kinds into one, to the unit, and draw nothing of nothing', () => {
    const kinds = ['a', 'b', 'c', 'd', 'e', 'f'].map((entity, at) => part(entity, String(10 - at)));
    const { series, bars } = prepareBars(
      input({ most: 2, bars: [{ label: 'All', parts: [...kinds, part('(x)', '0')] }] }),
    );
    expect(series.map(({ label }) => label)).toEqual(['A', 'B', 'Other']);
    expect(text(bars[0]?.total)).toBe('45.00');
    expect(prepareBars(input({ bars: [] })).bars).toEqual([]);
  });
});
