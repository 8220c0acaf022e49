import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvNumber, csvText, neutralise, writeCsv } from './csv';

describe('a CSV file', () => {
  it.each([
    ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
    ['+1', `'+1`],
    ['-1', `'-1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['\r\n=1', `'\r\n=1`],
    ['＝1', `'＝1`],
    ['a=b', 'a=b'],
    ['000123456789', '000123456789'],
    ['', ''],
  ])('neutralises %j', (text, safe) => {
    expect(neutralise(text)).toBe(safe);
  });

  it('writes numbers bare, text quoted, nothing as nothing', () => {
    expect(
      writeCsv(
        ['id', 'cost'],
        [
          [csvText('000123456789'), csvNumber('-1.5')],
          [null, csvNumber('0')],
        ],
      ),
    ).toBe('"id","cost"\r\n"000123456789",-1.5\r\n,0\r\n');
  });

  it('refuses what is no number, and a row that does not fit', () => {
    expect(() => writeCsv(['a'], [[csvNumber('=1')]])).toThrow(RangeError);
    expect(() => writeCsv(['a'], [[csvNumber('1e5')]])).toThrow(RangeError);
    expect(() => writeCsv(['a'], [[]])).toThrow(RangeError);
  });

  it('is read back by a parser that is not ours, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { minLength: 1 }), (pairs) => {
        const written = writeCsv(
          ['a', 'b'],
          pairs.map((pair) => pair.map(csvText)),
        );
        const read: string[][] = parse(written, { record_delimiter: '\r\n' });
        expect(read.slice(1)).toEqual(pairs.map((pair) => pair.map(neutralise)));
      }),
    );
  });
});
