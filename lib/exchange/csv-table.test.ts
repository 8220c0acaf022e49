import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText, writeCsv } from './csv';
import { encodingFault, readCsv, utf8Text } from './csv-table';

describe('a CSV file', () => {
  it('is read with the line on which each record starts', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['\ufeffa,b', '1,"x', 'y"', '', ',', '  ', '2,z'].join(end);
      expect(readCsv(text)).toEqual({
        rows: [
          { line: 1, fields: ['a', 'b'] },
          { line: 2, fields: ['1', 'x\ny'] },
          { line: 7, fields: ['2', 'z'] },
        ],
        fault: null,
      });
    }
  });

  it('takes a quote inside a field for a character', () => {
    const { rows, fault } = readCsv('a,b\n5" disk,"say ""hi"""\n"x"y,z\n');
    expect(rows.slice(1).map(({ fields }) => fields)).toEqual([
      ['5" disk', 'say "hi"'],
      ['"x"y', 'z'],
    ]);
    expect(fault).toBeNull();
  });

  it('tells where a quote opens that never closes, and what came before', () => {
    expect(readCsv('a,b\n1,2\n3,"4\n5,6\n')).toEqual({
      rows: [
        { line: 1, fields: ['a', 'b'] },
        { line: 2, fields: ['1', '2'] },
      ],
      fault: { line: 3, message: expect.stringContaining('never closed') },
    });
  });

  it('gives back what the writer wrote', () => {
    const field = fc.string({ unit: 'grapheme' }).map((text) => `x${text.replace(/\r\n?/g, '\n')}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field)), (rows) => {
        const text = writeCsv(
          ['a', 'b'],
          rows.map((row) => row.map(csvText)),
        );
        expect(
          readCsv(text)
            .rows.slice(1)
            .map(({ fields }) => fields),
        ).toEqual(rows);
      }),
    );
  });

  it('is UTF-8 and nothing else', () => {
    expect(utf8Text(new TextEncoder().encode('\ufeffä'))).toBe('ä');
    const latin = Buffer.from('Zürich', 'latin1');
    expect(utf8Text(latin)).toBeNull();
    expect(encodingFault(latin)).toContain('not UTF-8');
    expect(encodingFault(Buffer.from('\ufeffa', 'utf16le'))).toContain('UTF-16');
  });
});
