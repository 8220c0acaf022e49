import { AppError } from '@/lib/errors';
import { type Bill, type BillLine, LINE_SCALE } from '@/lib/finance/bill';
import { AMOUNT_COLUMNS } from './book';
import { roundedAmounts } from './cells';
import type { BillDatabase } from './database';
import type { BillFormat } from './layout';
import { openBill } from './reading';

/**
 * Reads a bill as line items, for the sandbox to answer from: lines that agree in month, day, account, record type,
 * service, tags and categories are summed, exactly, to 10^-18. The whole bill is held in memory.
 * @throws AppError `invalid-input` when a line is bad, and for what `readBill` refuses.
 */
export async function readBillLines(paths: readonly string[], format: BillFormat): Promise<Bill> {
  const { database, reading } = await openBill(paths, format);
  try {
    const [first] = reading.badLines.listed;
    if (first) {
      throw new AppError(
        'invalid-input',
        `${first.file}, line ${first.line}: ${first.column} ${first.reason} (bad lines in all: ${reading.badLines.total}).`,
        { fix: 'Correct the lines first.' },
      );
    }
    return { currency: reading.currency, lines: await linesOf(database) };
  } finally {
    await reading.close();
  }
}

async function linesOf(database: BillDatabase): Promise<BillLine[]> {
  const tags = await objectsOf(database, 'tag_value');
  const categories = await objectsOf(database, 'category_value');
  const lines: BillLine[] = [];
  const query = `
    SELECT month, day, account, record_type, service, tags, categories, ${AMOUNT_COLUMNS.join(', ')} FROM book
    ORDER BY ALL`;
  for await (const rows of database.stream(query)) {
    for (const [month, day, account, recordType, service, tagSet, categorySet, ...sums] of rows) {
      lines.push({
        month: String(month),
        day: `${String(month)}-${String(day).padStart(2, '0')}`,
        account: String(account),
        recordType: String(recordType),
        service: String(service),
        tags: tags.get(String(tagSet)) ?? {},
        categories: categories.get(String(categorySet)) ?? {},
        amounts: roundedAmounts(sums, LINE_SCALE),
      });
    }
  }
  return lines;
}

/** The JSON objects of the book, taken apart once: many lines share one. */
async function objectsOf(
  database: BillDatabase,
  table: 'tag_value' | 'category_value',
): Promise<Map<string, Record<string, string>>> {
  const entries = new Map<string, [string, string][]>();
  for await (const rows of database.stream(`SELECT object, key, value FROM ${table}`)) {
    for (const [object, key, value] of rows) {
      const list = entries.get(String(object)) ?? [];
      list.push([String(key), String(value)]);
      entries.set(String(object), list);
    }
  }
  return new Map([...entries].map(([object, list]) => [object, Object.fromEntries(list)]));
}
