import { formatDecimal } from '@/lib/finance/money';
import { neutralise } from './csv';
import { addressOf, type Position, type WorkbookCell, type WorkbookSheet } from './workbook-cell';
import { type Formula, shareFormula, sumFormula } from './workbook-formula';
import type { StyleSheet } from './workbook-styles';
import { cellText } from './xml-text';

/** Excel's bounds: rows and columns of a sheet, characters of a cell. */
const MOST = { rows: 1_048_576, columns: 16_384, characters: 32_767 };

/**
 * The part of one sheet. @throws RangeError for one that is larger than Excel opens, and for a sum that its cells do not give
 */
export function sheetXml(sheet: WorkbookSheet, styles: StyleSheet): string {
  const widest = sheet.rows.reduce((most, row) => Math.max(most, row.length), sheet.widths.length);
  if (sheet.rows.length > MOST.rows || widest > MOST.columns)
    throw new RangeError(
      `${sheet.name} has ${sheet.rows.length} rows and ${widest} columns: more than a sheet can have`,
    );
  const rows = sheet.rows.map((cells, row) => {
    const written = cells.map((cell, column) => cellXml(sheet, { row, column }, cell, styles));
    return `<row r="${row + 1}">${written.join('')}</row>`;
  });
  const widths = sheet.widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${Math.min(255, width)}" customWidth="1"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0">${paneXml(sheet)}</sheetView></sheetViews>`,
    widths.length > 0 ? `<cols>${widths.join('')}</cols>` : '',
    `<sheetData>${rows.join('')}</sheetData>`,
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    '</worksheet>',
  ].join('');
}

function paneXml({ frozen }: WorkbookSheet): string {
  const { rows, columns } = frozen ?? { rows: 0, columns: 0 };
  if (rows === 0 && columns === 0) return '';
  const pane = rows > 0 && columns > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight';
  const splits = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
  return `<pane${splits} topLeftCell="${addressOf({ row: rows, column: columns })}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/>`;
}

function cellXml(sheet: WorkbookSheet, at: Position, cell: WorkbookCell, styles: StyleSheet): string {
  if (cell === null) return '';
  const open = (style: number) => `<c r="${addressOf(at)}" s="${style}"`;
  switch (cell.kind) {
    case 'text': {
      const text = cellText(neutralise(cell.text).slice(0, MOST.characters));
      return `${open(styles.of('text', cell.look))} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
    }
    case 'count':
      return `${open(styles.of('count', cell.look))}><v>${cell.count}</v></c>`;
    case 'ratio':
      return `${open(styles.of('share', cell.look))}><v>${formatDecimal(cell.units)}</v></c>`;
    case 'share':
      return formulaXml(open(styles.of('share', cell.look)), shareFormula(sheet, cell.of, cell.whole));
    case 'amount': {
      const style = open(styles.of(cell.places === 9 ? 'amount9' : 'amount2', cell.look));
      if (cell.sum) return formulaXml(style, sumFormula(sheet, at, cell.units, cell.sum));
      return `${style}><v>${formatDecimal(cell.units)}</v></c>`;
    }
  }
}

/** A formula with the figure that it has, so that a reader that does not calculate shows it too. */
const formulaXml = (open: string, { text, figure }: Formula): string =>
  figure === null
    ? `${open} t="str"><f>${cellText(text)}</f><v></v></c>`
    : `${open}><f>${cellText(text)}</f><v>${figure}</v></c>`;
