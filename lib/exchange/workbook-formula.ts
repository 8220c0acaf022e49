import { divideHalfEven, formatDecimal, UNIT_SCALE } from '@/lib/finance/money';
import { addressOf, type Position, type SumTerm, type WorkbookCell, type WorkbookSheet } from './workbook-cell';

/** A formula without its `=`, and the figure that it has; null is an empty text. */
export type Formula = { readonly text: string; readonly figure: string | null };

const SHARE_PLACES = 15;

/**
 * The formula of a sum, with its figure.
 * @throws RangeError when the cells that it names do not add up to `units`: a sheet must not change as it is recalculated
 */
export function sumFormula(sheet: WorkbookSheet, at: Position, units: bigint, terms: readonly SumTerm[]): Formula {
  const found = terms.reduce((sum, term) => sum + BigInt(term.sign) * unitsWithin(sheet, at, term), 0n);
  if (found !== units)
    throw new RangeError(
      `${sheet.name} ${addressOf(at)}: its formula gives ${formatDecimal(found)}, not ${formatDecimal(units)}`,
    );
  const text = terms.map(({ sign, from, to }, index) => {
    const cells = to ? `SUM(${addressOf(from)}:${addressOf(to)})` : addressOf(from);
    return `${sign < 0 ? '-' : index > 0 ? '+' : ''}${cells}`;
  });
  return { text: text.join('') || '0', figure: formatDecimal(units) };
}

/** The formula of one amount in percent of another; empty where that is not above zero, as a margin is. */
export function shareFormula(sheet: WorkbookSheet, of: Position, whole: Position): Formula {
  const [part, base] = [unitsAt(sheet, of), unitsAt(sheet, whole)];
  const [above, below] = [addressOf(of), addressOf(whole)];
  const figure =
    base > 0n ? formatDecimal(divideHalfEven(part * 10n ** BigInt(SHARE_PLACES), base), SHARE_PLACES) : null;
  return { text: `IF(${below}>0,${above}/${below},"")`, figure };
}

function unitsWithin(sheet: WorkbookSheet, at: Position, { from, to = from }: SumTerm): bigint {
  let sum = 0n;
  for (let row = from.row; row <= to.row; row += 1) {
    for (let column = from.column; column <= to.column; column += 1) {
      if (row === at.row && column === at.column) throw new RangeError(`${sheet.name} ${addressOf(at)} sums itself`);
      sum += unitsAt(sheet, { row, column });
    }
  }
  return sum;
}

/** Texts and empty cells count for nothing, as `SUM` has it. */
function unitsAt(sheet: WorkbookSheet, { row, column }: Position): bigint {
  const cell: WorkbookCell = sheet.rows[row]?.[column] ?? null;
  if (cell?.kind === 'count') return BigInt(cell.count) * 10n ** BigInt(UNIT_SCALE);
  return cell?.kind === 'amount' ? cell.units : 0n;
}
