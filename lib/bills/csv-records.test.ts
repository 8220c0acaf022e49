import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader } from './csv-records';

type Seen = { line: number; width: number; fields: (string | null)[]; broken: boolean };

function read(pieces: readonly string[], keep?: readonly number[]): { records: Seen[]; unclosed: number | null } {
  const records: Seen[] = [];
  const reader = new CsvReader((record) => records.push({ ...record, fields: [...record.fields] }));
  if (keep) reader.keepOnly(keep);
  for (const piece of pieces) reader.push(piece);
  return { records, unclosed: reader.end() };
}
const fieldsOf = (text: string) => read([text]).records.map(({ fields }) => fields);

describe('CsvReader', () => {
  it.each([
    ['LF', 'a,b\n1,2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['CR', 'a,b\r1,2\r'],
    ['no line end at the end', 'a,b\n1,2'],
    ['a mixture', 'a,b\r\n1,2\n'],
    ['a byte order mark', '\ufeffa,b\n1,2\n'],
    ['blank lines', '\na,b\n\n  \r\n1,2\n\n'],
  ])('reads lines that end in %s', (_, text) => {
    expect(fieldsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps commas, doubled quotes and line ends inside quotes, and numbers the lines as an editor does', () => {
    const { records } = read(['h,i\n"a,b","c ""d"" e"\n"x\r\ny\nz",2\nlast,""\n']);
    expect(records.map(({ line, fields }) => [line, fields])).toEqual([
      [1, ['h', 'i']],
      [2, ['a,b', 'c "d" e']],
      [3, ['x\r\ny\nz', '2']],
      [6, ['last', '']],
    ]);
  });

  it('tells an unquoted NULL from the quoted word', () => {
    expect(fieldsOf('NULL,"NULL",null\n')).toEqual([[null, 'NULL', 'null']]);
  });

  it('marks text behind a closing quote, counts fields, and keeps a quote inside a bare field', () => {
    const { records } = read(['"a"b,2\n1\n1,2,3\n6" pipe,2\n']);
    expect(records.map(({ width, broken }) => [width, broken])).toEqual([
      [2, true],
      [1, false],
      [3, false],
      [2, false],
    ]);
    expect(records[3]?.fields).toEqual(['6" pipe', '2']);
  });

  it('cuts out only what is kept, in the order wanted, and leaves missing fields empty', () => {
    const { records } = read(['a,b,c\n1\n'], [2, 0]);
    expect(records.map(({ fields }) => fields)).toEqual([
      ['c', 'a'],
      ['', '1'],
    ]);
  });

  it('says where a quote opened that never closes', () => {
    expect(read(['a,b\n1,2\n3,"4\n5,6\n']).unclosed).toBe(3);
    expect(read(['a,b\n1,"2']).unclosed).toBe(2);
    expect(read(['a,b\n1,"2"']).unclosed).toBeNull();
  });

  it('gives up on a record without end instead of keeping it all', () => {
    const reader = new CsvReader(() => undefined);
    reader.push('a,b\n1,"');
    const results = Array.from({ length: 20 }, () => reader.push('x'.repeat(1_000_000)));
    expect(results.find((line) => line !== null)).toBe(2);
  });

  it('reads what csv-parse reads, however the text is cut into pieces', () => {
    const field = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', '\r\n', 'é', '€', '😀'), maxLength: 6 }),
      fc.constantFrom('', '0.1', 'NULL'),
    );
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    const cuts = fc.array(fc.nat(60), { maxLength: 6 });
    fc.assert(
      fc.property(rows, cuts, fc.constantFrom('\n', '\r\n'), (table, at, lineEnd) => {
        const text = table.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join(lineEnd);
        const edges = [0, ...at.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
        const pieces = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
        const { records } = read(pieces);
        expect(records.map(({ fields }) => fields)).toEqual(table);
        expect(records.map(({ fields }) => fields)).toEqual(
          parse(text, { relax_column_count: true, record_delimiter: lineEnd, bom: false }),
        );
      }),
      { numRuns: 300 },
    );
  });
});
