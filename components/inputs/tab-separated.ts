/** Reads what spreadsheets put on the clipboard: tabs between cells, quotes around a cell that holds a tab, a line end or a quote. */
export function readTabSeparated(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"(?=\t|\n|$)|[^\t\n]*)(\t|\n|$)/gy;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let match = cell.exec(source); match; match = cell.exec(source)) {
    const [, body = '', end = ''] = match;
    rows
      .at(-1)
      ?.push(
        body.startsWith('"') && body.length > 1 && body.endsWith('"') ? body.slice(1, -1).replaceAll('""', '"') : body,
      );
    if (end === '') break;
    if (end === '\n') rows.push([]);
  }
  return rows;
}

/** Cells as spreadsheets take them from the clipboard. */
export const writeTabSeparated = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => row.map((cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n');
