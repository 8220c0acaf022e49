import { AppError } from '@/lib/errors';
import { curLayout, looksLikeCur } from './cur-columns';
import { focusLayout, looksLikeFocus } from './focus-columns';
import type { BillFormat, Layout } from './layout';

const NAME: Record<BillFormat, string> = { focus: 'a FOCUS file', cur: 'a Cost and Usage Report' };

/**
 * What a header means under the format that was asked for.
 * @throws AppError `invalid-input` when the file is of the other format, of none, or lacks a column that the ledger needs.
 */
export function layoutOf(header: readonly string[], format: BillFormat, file: string): Layout {
  if (header.length === 1) refuseSeparator(header[0] ?? '', file);
  const is = looksLikeFocus(header) ? 'focus' : looksLikeCur(header) ? 'cur' : null;
  if (is !== null && is !== format) {
    throw new AppError('invalid-input', `${file} is ${NAME[is]}, not ${NAME[format]}.`, {
      fix: `Use: import ${is} ${file}`,
    });
  }
  return format === 'focus' ? focusLayout(header, file) : curLayout(header, file);
}

function refuseSeparator(title: string, file: string): void {
  const separator = [';', '\t', '|'].find((mark) => title.includes(mark));
  if (separator === undefined) return;
  throw new AppError(
    'invalid-input',
    `${file} separates its columns with ${JSON.stringify(separator)}, not with commas.`,
    {
      fix: 'Export it again as comma-separated values.',
    },
  );
}
