import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainFigure } from './explanation';
import { entitiesOf } from './query';
import { cell, dollars, MONTH, sheetOf, slice, smallInput, stored } from './small-books-fixture';
import { buildStatement } from './statement';
import { facts, inputOf, query as queries } from './statement-fixture';

describe('any figure of any statement', () => {
  it('is the sum of the parts that explain it, to the unit', () => {
    fc.assert(
      fc.property(facts, queries, fc.nat(), (given, query, seed) => {
        const input = inputOf(given, entitiesOf(query.shape));
        const statement = buildStatement(query, input);
        // A dozen cells of each sheet, another dozen each time.
        const cells = statement.rows.flatMap((row) => statement.columns.map((column, at) => ({ row, column, at })));
        for (const [place, { row, column, at }] of cells.entries()) {
          if ((place * 7 + seed) % Math.ceil(cells.length / 12) !== 0) continue;
          const found = explainFigure(query, input, row.key, column.key);
          expect(found?.amount).toBe(row.amounts[at]);
          if (!found || found.amount === null) expect(found?.parts).toEqual([]);
          else if (row.formula.kind === 'posted' || row.formula.kind === 'rows') {
            expect([row.key, found.parts.reduce((sum, { units }) => sum + units, 0n)]).toEqual([row.key, found.amount]);
          } else expect(found.operands.length).toBeGreaterThan(0);
          expect(found?.formula).not.toBe('');
          if (!found?.change) continue;
          const { change, before, parts } = found.change;
          if (row.changes) expect(change).toBe(row.changes[at]?.change);
          expect(before + change).toBe(found.amount);
          expect(parts.reduce((sum, part) => sum + part.now - part.before, 0n)).toBe(change);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('explainFigure', () => {
  const input = smallInput({
    months: [stored(MONTH, 105, { residual: dollars(5) })],
    slices: [
      { ...slice('a', 'project:checkout', 'usage', 60), rule: 3 },
      slice('b', 'project:checkout', 'usage', 25),
      slice('b', 'charges', 'tax', 15),
    ],
    usage: [cell('a', 'project:checkout', null, 'AmazonEC2', 60), cell('b', 'project:checkout', null, 'AmazonEC2', 25)],
    shares: [
      {
        connection: 'payer',
        month: MONTH,
        pool: 'p',
        chargeClass: 'tax',
        side: 'out',
        account: 'b',
        home: 'charges',
        units: dollars(15),
      },
      {
        connection: 'payer',
        month: MONTH,
        pool: 'p',
        chargeClass: 'tax',
        side: 'in',
        account: 'b',
        home: 'project:checkout',
        units: dollars(15),
      },
    ],
    places: { a: { home: 'project:checkout' } },
    labels: new Map([
      ['account:a', 'Shop production'],
      ['project:checkout', 'Checkout'],
      ['pool:p', 'Tax pool'],
    ]),
  });
  const query = sheetOf(['project:checkout']);
  const explain = (row: string, column: string) => explainFigure(query, input, row, column);

  it('names the accounts, services and cube rows of usage', () => {
    const found = explain('usage:Compute:AmazonEC2', 'project:checkout');
    expect(found?.amount).toBe(dollars(85));
    expect(found?.parts.map(({ label, units }) => [label, units])).toEqual([
      ['Shop production · Checkout · AmazonEC2', dollars(60)],
      ['b · Checkout · AmazonEC2', dollars(25)],
    ]);
    expect(found?.parts.map(({ source }) => ('rules' in source ? source.rules : null))).toEqual([[3], []]);
    const cubes = found?.parts.map(({ source }) =>
      'cubes' in source ? source.cubes.map(({ cube, key }) => `${cube} ${key}`) : [],
    );
    expect(cubes).toEqual([
      ['recordType usage', 'service AmazonEC2'],
      ['recordType usage', 'project project:checkout', 'service AmazonEC2', 'detail null'],
    ]);
  });

  it('names rows of a sum, the pool of what was moved, the rule of a slice', () => {
    expect(explain('total', 'project:checkout')).toMatchObject({
      formula: 'Direct cost + Shared cost + Residual + Outside cost + Adjustments after close',
      parts: [{ label: 'Direct cost' }, { label: 'Shared cost', source: { kind: 'row', row: 'shared' } }],
    });
    expect(explain('shared:p', 'rest')?.parts).toMatchObject([
      { label: 'b · charges of the account · tax · moved out by Tax pool', units: -dollars(15) },
    ]);
    expect(explain('class-direct:(none)', 'project:checkout')?.parts[0]?.source).toMatchObject({
      kind: 'slice',
      rules: [3],
    });
    expect(explain('residual', 'rest')).toMatchObject({
      amount: dollars(5),
      parts: [{ label: 'payer · residual', source: { cubes: [{ cube: 'control' }, { cube: 'recordType' }] } }],
    });
  });

  it('says what a ratio is made of, and nothing of what the sheet does not have', () => {
    expect(explain('perDay', 'total')).toMatchObject({
      formula: 'Total cost ÷ 31 days',
      parts: [],
      operands: [{ label: 'Total cost', units: dollars(105) }],
    });
    expect(explain('no such row', 'total')).toBeNull();
    expect(explain('total', 'project:other')).toBeNull();
  });
});
