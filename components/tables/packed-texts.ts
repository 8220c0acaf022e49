const SAME = '';
const NULL = '\\0';
const EMPTY = '\\e';

/** Many texts as one, a line each; a line of nothing is the text of the line above. */
export const packTexts = (texts: readonly (string | null)[]): string =>
  texts.map((text, index) => (index > 0 && text === texts[index - 1] ? SAME : written(text))).join('\n');

function written(text: string | null): string {
  if (text === null) return NULL;
  if (text === '') return EMPTY;
  return /[\\\n]/.test(text) ? text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n') : text;
}

/** The texts again. @throws RangeError when there are not `count` of them */
export function unpackTexts(packed: string, count: number): (string | null)[] {
  const lines = count === 0 ? [] : packed.split('\n');
  if (lines.length !== count) throw new RangeError(`${lines.length} texts are packed where ${count} should be`);
  let above: string | null = null;
  return lines.map((line) => {
    if (line !== SAME) above = readLine(line);
    return above;
  });
}

function readLine(line: string): string | null {
  if (line === NULL) return null;
  if (line === EMPTY) return '';
  return line.includes('\\') ? line.replace(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : '\\')) : line;
}
