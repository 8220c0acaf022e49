import { unzipSync } from 'fflate';
import { parseDecimal } from '@/lib/finance/money';

/** A cell as a spreadsheet would read it from the file. */
export type ReadCell = {
  readonly type: string;
  readonly style: number;
  readonly formula: string | null;
  readonly value: string;
};

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#13;', '\r')
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const CELL =
  /<c r="([A-Z]+\d+)" s="(\d+)"(?: t="(\w+)")?>(?:<f>([^<]*)<\/f>)?(?:<v>([^<]*)<\/v>|<is><t[^>]*>([^<]*)<\/t><\/is>)<\/c>/g;

/** The parts of a workbook, as text, and the cells of its first sheets by address. */
export function readWorkbook(bytes: Uint8Array) {
  const parts = new Map(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, new TextDecoder().decode(content)]),
  );
  const cellsOf = (sheet: number): Map<string, ReadCell> =>
    new Map(
      [...(parts.get(`xl/worksheets/sheet${sheet}.xml`) ?? '').matchAll(CELL)].map(
        ([, address = '', style = '', type = 'n', formula, number, text]) => [
          address,
          { type, style: Number(style), formula: formula ? plain(formula) : null, value: plain(number ?? text ?? '') },
        ],
      ),
    );
  return { parts, cellsOf };
}

/** Works a sum formula out from the figures of other cells, formulas before figures: `B2+SUM(B3:B5)-C1`. */
export function evaluate(formula: string, cells: ReadonlyMap<string, ReadCell>): bigint {
  const figure = (address: string): bigint => {
    const cell = cells.get(address);
    if (cell?.type !== 'n') return 0n;
    return cell.formula ? evaluate(cell.formula, cells) : parseDecimal(cell.value);
  };
  return [...formula.matchAll(/([+-]?)(?:SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)|([A-Z]+\d+))/g)].reduce(
    (sum, [, sign, left = '', top, right = '', bottom, single]) => {
      let found = 0n;
      if (single) found = figure(single);
      else
        for (let row = Number(top); row <= Number(bottom); row += 1)
          for (let column = numberOf(left); column <= numberOf(right); column += 1)
            found += figure(`${lettersOf(column)}${row}`);
      return sign === '-' ? sum - found : sum + found;
    },
    0n,
  );
}

const numberOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
const lettersOf = (number: number): string =>
  number > 26
    ? lettersOf(Math.floor((number - 1) / 26)) + lettersOf(((number - 1) % 26) + 1)
    : String.fromCharCode(64 + number);
