import { z } from 'zod';
import { columnKey } from '@/lib/finance/statement/column';
import type { Change, StatementRow } from '@/lib/finance/statement/sheet';
import type { StatementAsked, StatementReport } from '@/lib/reports/statement-query';
import { month } from './books-params';
import { decimal, toDecimal } from './decimal';
import { missing } from './missing';

const amount = decimal.nullable();

const change = z.strictObject({
  base: amount.meta({ description: 'What the figure is compared with.' }),
  change: amount,
  normalised: amount.meta({ description: 'The change against the base at the days of this period.' }),
  rate: amount.meta({ description: 'Growth as a decimal fraction, over months that are final on both sides.' }),
  normalisedRate: amount.meta({ description: 'Growth per day, likewise.' }),
});

const column = z.strictObject({
  key: z.string().meta({ description: 'As asked for, or a step of time; the last are overlap, rest, total.' }),
  label: z.string(),
  months: z.array(month).meta({ description: 'The stored months that its figures cover.' }),
  estimated: z.array(month).meta({ description: 'Those of them that AWS may still change.' }),
});

const row = z.strictObject({
  key: z.string(),
  label: z.string(),
  depth: z.int().min(0),
  kind: z.enum(['line', 'sum', 'total', 'memo']).meta({ description: 'A memo is never summed.' }),
  amounts: z.array(amount).meta({
    description: 'By column. Of a ratio (margin, coverage) a decimal fraction. Null is n/a, or not known.',
  }),
  changes: z.array(change).optional().meta({ description: 'By column, when something is compared.' }),
});

export const statementReply = z.strictObject({
  currency: z.string().nullable(),
  from: month.nullable(),
  to: month.nullable(),
  basis: z.string(),
  view: z.string(),
  estimated: z.boolean(),
  missing,
  columns: z.array(column),
  rows: z.array(row),
  check: z.strictObject({ total: decimal, controlTotal: decimal, difference: decimal }).nullable().meta({
    description:
      'Σ total − outside − adjustments against Σ control totals. Null for a reader of a part, and for a sheet that is not of the whole.',
  }),
  base: z
    .strictObject({ months: z.array(z.array(month)), leftOut: z.array(month), missing })
    .optional()
    .meta({
      description: 'Of a comparison with another period: its months by column, and those that rates leave out.',
    }),
});

/** A statement as JSON. */
export function toStatementReply(
  { books, statement, chosen, period }: StatementReport,
  view: StatementAsked['view'],
): z.infer<typeof statementReply> {
  const { columns, rows, check, base } = statement;
  const names = new Map(books.connections.map(({ connection }) => [connection.id, connection.name]));
  const keys = statement.query.shape.kind === 'columns' ? chosen.map(columnKey) : [];
  const named = (list: readonly { connection: string; month: string }[]) =>
    list.map(({ connection, month: each }) => ({ connection: names.get(connection) ?? connection, month: each }));
  return {
    ...{ currency: statement.currency, from: period.from, to: period.to, basis: statement.basis, view },
    estimated: columns.some(({ estimated }) => estimated.length > 0),
    missing: named(statement.missing),
    columns: columns.map(({ key, label, months, estimated }, at) => ({
      ...{ key: keys[at] ?? key, label, months: [...months], estimated: [...estimated] },
    })),
    rows: rows.map(toRow),
    check: check && {
      total: toDecimal(check.total),
      controlTotal: toDecimal(check.controlTotal),
      difference: toDecimal(check.difference),
    },
    ...(base
      ? {
          base: {
            months: base.months.map((list) => [...list]),
            leftOut: [...base.leftOut],
            missing: named(base.missing),
          },
        }
      : {}),
  };
}

const text = (units: bigint | null): string | null => (units === null ? null : toDecimal(units));
/** Parts of a million as a decimal fraction. */
const rate = (millionths: bigint | null): string | null => (millionths === null ? null : toDecimal(millionths * 1000n));

const toRow = ({ key, label, depth, kind, amounts, changes }: StatementRow): z.infer<typeof row> => ({
  ...{ key, label, depth, kind, amounts: amounts.map(text) },
  ...(changes ? { changes: changes.map(toChange) } : {}),
});

const toChange = (each: Change): z.infer<typeof change> => ({
  base: text(each.base),
  change: text(each.change),
  normalised: text(each.normalised),
  rate: rate(each.rate),
  normalisedRate: rate(each.normalisedRate),
});

/** The statement of a store without any connection. */
export const noStatement = ({ months, basis, view }: StatementAsked): z.infer<typeof statementReply> => ({
  ...{ currency: null, from: months?.from ?? null, to: months?.to ?? null, basis, view, estimated: false },
  ...{ missing: [], columns: [], rows: [], check: null },
});
