import { describe, expect, it } from 'vitest';
import { type FigureReading, readFigure, readPastedFigures } from './figure-reading';

const said = (reading: FigureReading | undefined) => (reading?.ok ? reading.decimal : `! ${reading?.fault}`);
const pasted = (...texts: string[]) => readPastedFigures(texts).map(said);

describe('a typed figure', () => {
  it.each([
    ['', ''],
    ['  ', ''],
    ['1234.5', '1234.5'],
    ['1,234.56', '1234.56'],
    ['12,34,567.80', '1234567.80'],
    ['1,234', '1234'],
    ['1.234', '1.234'],
    ['1.234,56', '1234.56'],
    ['1234,5', '1234.5'],
    ['0,125', '0.125'],
    ['1 234 567,8', '1234567.8'],
    ["1'234.50", '1234.50'],
    ['(1,234.50)', '-1234.50'],
    ['$1,234.50', '1234.50'],
    ['-$5', '-5'],
    ['$ (5.00)', '-5.00'],
    ['($5)', '-5'],
    ['−7', '-7'],
    ['7-', '-7'],
    ['+7', '7'],
    ['EUR 12.00', '12.00'],
    ['12.00 €', '12.00'],
    ['CN¥2,000.00', '2000.00'],
    ['$ -', '0'],
    ['–', '0'],
    ['(0.00)', '0.00'],
    ['.5', '0.5'],
  ])('%s is %s', (text, decimal) => {
    expect(said(readFigure(text))).toBe(decimal);
  });

  it.each(['abc', '12%', '--5', '(-5)', '1,23,4', '1.2.3', '1,2345.6', '$', '€5 USD', '5 6', '..', ','])(
    '%s is refused',
    (text) => {
      expect(readFigure(text)).toMatchObject({ ok: false });
    },
  );

  it('refuses what a spreadsheet had already rounded, and says what to do', () => {
    expect(said(readFigure('1.23E+08'))).toContain('widen the column');
  });
});

describe('pasted figures', () => {
  it('takes thousands as such beside nothing that says otherwise', () => {
    expect(pasted('1,234', '$2,000')).toEqual(['1234', '2000']);
  });

  it('refuses what could be a thousand times as much', () => {
    expect(pasted('1.234', '2.500')).toEqual([
      '! could be 1234 or 1.234: write 1234.00 or 1.2340',
      '! could be 2500 or 2.500: write 2500.00 or 2.5000',
    ]);
    expect(pasted('1,234', '2,5')).toEqual(['! could be 1234 or 1.234: write 1234.00 or 1.2340', '2.5']);
    expect(pasted('1.234', '1.234.567,00')[0]).toContain('could be');
  });

  it('believes a neighbour with a decimal point', () => {
    expect(pasted('1.234', '12.50', '')).toEqual(['1.234', '12.50', '']);
  });
});
