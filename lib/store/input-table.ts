import { AppError } from '@/lib/errors';
import type { Draft, InputKind, InputName } from '@/lib/finance/input-kind';
import { fieldNames, readLine, writeLine } from '@/lib/finance/input-line';
import { formatDecimal, parseDecimal } from '@/lib/finance/money';
import type { MonthRange } from '@/lib/finance/month';
import type { Writer } from './database';
import { batches, type FieldType, Prisma, readRows, rowsFrom, type Sql } from './rows';

// One table a kind; its columns are the kind's fields, its primary key the kind's key. Figures are units of 10⁻⁹.

const TABLES: Record<InputName, string> = {
  revenue: 'Revenue',
  budget: 'Budget',
  driver: 'Driver',
  cost: 'OutsideCost',
};

const ROWS_AT_ONCE = 5_000;

const column = (name: string): Sql => Prisma.raw(`"${name}"`);
const columns = (names: readonly string[]): Sql => Prisma.join(names.map(column));
const tableOf = <Entry>({ name }: InputKind<Entry>): Sql => Prisma.raw(`"${TABLES[name]}"`);

/** The entries of `[from, to)`, or of all months; of a range of months those that have a month in it. In the order of their keys. */
export async function readEntries<Entry>(
  db: Writer,
  kind: InputKind<Entry>,
  months: MonthRange | null,
  condition: Sql,
): Promise<Entry[]> {
  const names = fieldNames(kind);
  const within = months ? withinMonths(kind, months) : Prisma.sql`1 = 1`;
  const rows = await readRows<string[]>(
    db,
    names.map((name) => ({ sql: column(name), whole: name === kind.measure })),
    Prisma.sql`SELECT ${columns(names)} FROM ${tableOf(kind)} WHERE ${within} AND ${condition} ORDER BY ${columns(kind.key)}`,
  );
  return rows.map((row) => toEntry(kind, row));
}

const withinMonths = <Entry>({ fields }: InputKind<Entry>, { from, to }: MonthRange): Sql =>
  'month' in fields
    ? Prisma.sql`"month" >= ${from} AND "month" < ${to}`
    : Prisma.sql`"from" < ${to} AND "to" > ${from}`;

function toEntry<Entry>(kind: InputKind<Entry>, row: readonly string[]): Entry {
  const texts = fieldNames(kind).map((name, at): [string, string] => {
    const text = row[at] ?? '';
    return [name, name === kind.measure ? formatDecimal(BigInt(text)) : text];
  });
  const reading = readLine(kind, Object.fromEntries(texts));
  // A stored line has its figure and its currency.
  if (reading.ok) return reading.line as Entry;
  throw new AppError('store-corrupt', `${TABLES[kind.name]} holds something that this program did not write.`, {
    cause: reading.faults,
    fix: 'Restore a copy of the store.',
  });
}

/** Adds entries; one that is there already gets the new figure and currency. */
export async function putEntries<Entry extends Draft<Entry>>(
  tx: Writer,
  kind: InputKind<Entry>,
  entries: readonly Entry[],
): Promise<void> {
  const names = fieldNames(kind);
  const others = names.filter((name) => !kind.key.includes(name));
  const update = Prisma.raw(others.map((name) => `"${name}" = excluded."${name}"`).join(', '));
  for (const batch of batches(entries, ROWS_AT_ONCE)) {
    await tx.prisma.$executeRaw(
      Prisma.sql`INSERT INTO ${tableOf(kind)} (${columns(names)}) ${given(tx, kind, batch)}
        ON CONFLICT (${columns(kind.key)}) DO UPDATE SET ${update}`,
    );
  }
}

/** Removes entries by their keys. */
export async function removeEntries<Entry extends Draft<Entry>>(
  tx: Writer,
  kind: InputKind<Entry>,
  entries: readonly Entry[],
): Promise<void> {
  const key = columns(kind.key);
  for (const batch of batches(entries, ROWS_AT_ONCE)) {
    await tx.prisma.$executeRaw(
      Prisma.sql`DELETE FROM ${tableOf(kind)} WHERE (${key}) IN (SELECT ${key} FROM (${given(tx, kind, batch)}) AS given)`,
    );
  }
}

/** Entries as rows of a query. */
function given<Entry extends Draft<Entry>>(
  { provider }: Writer,
  kind: InputKind<Entry>,
  entries: readonly Entry[],
): Sql {
  const names = fieldNames(kind);
  const rows = entries.map((entry) => {
    const texts = writeLine(kind, entry);
    return names.map((name) => (name === kind.measure ? String(parseDecimal(texts[name] ?? '')) : texts[name]));
  });
  const fields = names.map((name): [string, FieldType] => [name, name === 'amount' ? 'bigint' : 'text']);
  return rowsFrom(provider, JSON.stringify(rows), fields);
}
