import { AppError } from '@/lib/errors';
import type { BillDatabase } from './database';
import { GOOD } from './line-table';
import type { StagedFile } from './stage';

/** What is known of a bill's lines before they are summed. */
export type Summary = {
  readonly counts: {
    readonly read: number;
    readonly kept: number;
    readonly leftOut: readonly { readonly provider: string; readonly lines: number }[];
  };
  readonly payers: readonly string[];
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  /** Lines that name no account and were put on the payer's. */
  readonly borrowed: number;
  /** Lines whose times have no zone. */
  readonly zoneless: number;
  /** Lines whose charge starts outside their billing period. */
  readonly outside: number;
  /** Lines that name no currency. */
  readonly withoutCurrency: number;
};

/** Reports without a currency column are in dollars: Cost Explorer and reports of AWS's own seller say USD. */
const DEFAULT_CURRENCY = 'USD';

/**
 * The one currency of the bill.
 * @throws AppError `mixed-currencies` when good lines have several: currencies are never added (`finance.md` §1).
 */
export async function currencyOf(database: BillDatabase): Promise<{ code: string; assumed: boolean }> {
  const rows = await database.rows(`
    SELECT currency, count(*) FROM line WHERE ${GOOD} GROUP BY currency ORDER BY count(*) DESC, currency`);
  const named = rows.flatMap(([code, lines]) => (code === null ? [] : [`${String(code)} (${String(lines)} lines)`]));
  if (named.length > 1) {
    throw new AppError(
      'mixed-currencies',
      `The lines are in several currencies: ${named.join(', ')}. They are never added.`,
      {
        fix: 'Split the file by currency and import each part under a name of its own.',
      },
    );
  }
  const code = rows.map(([value]) => value).find((value) => value !== null);
  if (code !== undefined) return { code: String(code), assumed: false };
  return rows.length === 0 ? { code: '', assumed: false } : { code: DEFAULT_CURRENCY, assumed: true };
}

/**
 * Counts the lines and lists payers and accounts.
 * @throws AppError `invalid-input` when there is no line at all, or none of AWS.
 */
export async function summaryOf(
  database: BillDatabase,
  staged: readonly StagedFile[],
  badCount: number,
): Promise<Summary> {
  const names = staged.map(({ file }) => file.name).join(', ');
  const read = staged.reduce((sum, file) => sum + file.read, 0);
  if (read === 0) {
    throw new AppError('invalid-input', `${names} has a header and no lines.`, {
      fix: 'Give a file with at least one line.',
    });
  }
  const leftOut = await leftOutOf(database);
  const [counted] = await database.rows(`
    SELECT count(*), count(*) FILTER (borrowed), count(*) FILTER (zoneless), count(*) FILTER (currency IS NULL),
      count(*) FILTER (date_trunc('month', charged) <> date_trunc('month', period))
    FROM line WHERE ${GOOD}`);
  const [kept = 0, borrowed = 0, zoneless = 0, withoutCurrency = 0, outside = 0] = (counted ?? []).map(Number);
  if (kept === 0 && badCount === 0) {
    const others = leftOut.map(({ provider }) => provider).join(', ');
    throw new AppError('invalid-input', `None of the ${read} lines of ${names} is of AWS (they are of ${others}).`, {
      fix: 'Give a bill with lines whose ProviderName is AWS.',
    });
  }
  const payers = await database.rows(
    `SELECT DISTINCT payer FROM line WHERE ${GOOD} AND payer IS NOT NULL ORDER BY payer`,
  );
  return {
    counts: { read, kept, leftOut },
    payers: payers.map(([id]) => String(id)),
    accounts: await accountsOf(database),
    borrowed,
    zoneless,
    outside,
    withoutCurrency,
  };
}

async function leftOutOf(database: BillDatabase): Promise<{ provider: string; lines: number }[]> {
  const rows = await database.rows(`
    SELECT left_out, count(*) FROM line WHERE left_out IS NOT NULL GROUP BY left_out ORDER BY count(*) DESC, left_out`);
  return rows.map(([provider, lines]) => ({ provider: String(provider), lines: Number(lines) }));
}

/** Of several names of one account the latest counts. */
async function accountsOf(database: BillDatabase): Promise<{ id: string; name: string }[]> {
  const rows = await database.rows(`
    SELECT account, coalesce(max_by(account_name, (charged, account_name)) FILTER (account_name IS NOT NULL), account)
    FROM line WHERE ${GOOD} GROUP BY account ORDER BY account`);
  return rows.map(([id, name]) => ({ id: String(id), name: String(name) }));
}
