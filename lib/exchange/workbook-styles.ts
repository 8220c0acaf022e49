import type { Look } from './workbook-cell';

/** Excel's number formats; ids from 164 on are ours. */
const FORMATS = {
  text: { id: 49, code: null },
  amount2: { id: 4, code: null },
  amount9: { id: 164, code: '#,##0.000000000' },
  share: { id: 165, code: '0.0%' },
  count: { id: 3, code: null },
} as const;
export type NumberFormat = keyof typeof FORMATS;

/** Gives every look of a workbook a number. The first is that of a cell without one. */
export class StyleSheet {
  readonly #styles = new Map<string, number>([['', 0]]);
  readonly #xfs: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'];

  /** The number of a style. */
  of(format: NumberFormat, { bold = false, indent = 0, line = false }: Look = {}): number {
    const key = `${format} ${bold} ${indent} ${line}`;
    const known = this.#styles.get(key);
    if (known !== undefined) return known;
    const alignment = indent > 0 ? `<alignment horizontal="left" indent="${Math.min(15, indent)}"/>` : '';
    const id = this.#xfs.length;
    this.#xfs.push(
      `<xf numFmtId="${FORMATS[format].id}" fontId="${bold ? 1 : 0}" fillId="0" borderId="${line ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1"${alignment ? ` applyAlignment="1">${alignment}</xf>` : '/>'}`,
    );
    this.#styles.set(key, id);
    return id;
  }

  /** The part `xl/styles.xml`. */
  xml(): string {
    const formats = Object.values(FORMATS).flatMap(({ id, code }) =>
      code === null ? [] : [`<numFmt numFmtId="${id}" formatCode="${code}"/>`],
    );
    const font = (bold: boolean) =>
      `<font>${bold ? '<b/>' : ''}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;
    const side = (top: string) => `<border><left/><right/>${top}<bottom/><diagonal/></border>`;
    return [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
      `<fonts count="2">${font(false)}${font(true)}</fonts>`,
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
      `<borders count="2">${side('<top/>')}${side('<top style="thin"><color auto="1"/></top>')}</borders>`,
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      `<cellXfs count="${this.#xfs.length}">${this.#xfs.join('')}</cellXfs>`,
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
      '</styleSheet>',
    ].join('');
  }
}
