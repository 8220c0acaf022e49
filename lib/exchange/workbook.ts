import { archiveOf } from './archive';
import { addressOf, type WorkbookSheet } from './workbook-cell';
import { sheetXml } from './workbook-sheet';
import { StyleSheet } from './workbook-styles';
import { xmlText } from './xml-text';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const LONGEST_NAME = 31;

/**
 * A workbook for spreadsheets (Office Open XML), with at least one sheet. Amounts are numbers, exact to nine places; sums
 * are formulas that carry the figure they give; no text is run. The same sheets give the same bytes.
 * @throws RangeError where a formula does not give its figure, and for what no sheet can hold
 */
export async function workbookOf(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  if (sheets.length === 0) throw new RangeError('a workbook without a sheet');
  const styles = new StyleSheet();
  const names = namesOf(sheets);
  const parts = sheets.map((sheet, at) => ({
    name: `xl/worksheets/sheet${at + 1}.xml`,
    content: sheetXml(sheet, styles),
  }));
  return archiveOf([
    { name: '[Content_Types].xml', content: contentTypes(sheets.length) },
    { name: '_rels/.rels', content: relations([['officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/workbook.xml', content: workbookXml(sheets, names) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ...sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    },
    { name: 'xl/styles.xml', content: styles.xml() },
    ...parts,
  ]);
}

/** Names that Excel takes: 1 to 31 characters, none of `[ ] : * ? / \`, no apostrophe at an end, no two alike. */
function namesOf(sheets: readonly WorkbookSheet[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }, at) => {
    const plain = name.replace(/[[\]:*?/\\\p{Cc}\s]+/gu, ' ').trim();
    const base = plain.slice(0, LONGEST_NAME).replace(/^'+|'+$/g, '') || `Sheet ${at + 1}`;
    let free = base;
    for (let count = 2; taken.has(free.toLowerCase()); count += 1) {
      const end = ` (${count})`;
      free = `${base.slice(0, LONGEST_NAME - end.length)}${end}`;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}

function workbookXml(sheets: readonly WorkbookSheet[], names: readonly string[]): string {
  const list = names.map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const titles = sheets.flatMap(({ frozen }, at) => {
    if (!frozen || frozen.rows === 0) return [];
    const sheet = `'${(names[at] ?? '').replaceAll("'", "''")}'`;
    const rows = `${sheet}!$1:$${addressOf({ row: frozen.rows - 1, column: 0 }).slice(1)}`;
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${xmlText(rows)}</definedName>`];
  });
  return [
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">`,
    `<sheets>${list.join('')}</sheets>`,
    titles.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : '',
    '</workbook>',
  ].join('');
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const parts = Array.from({ length: sheets }, (_, at) => [`worksheets/sheet${at + 1}`, 'worksheet'] as const);
  const overrides = [['workbook', 'sheet.main'] as const, ['styles', 'styles'] as const, ...parts].map(
    ([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`,
  );
  return [
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `${overrides.join('')}</Types>`,
  ].join('');
}
