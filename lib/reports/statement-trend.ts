import { requireViewer } from '@/lib/auth/page-viewer';
import type { Viewer } from '@/lib/auth/viewer';
import { addMonths, type Month, monthsIn } from '@/lib/finance/month';
import { columnKey, REST, TOTAL } from '@/lib/finance/statement/column';
import type { StatementInput } from '@/lib/finance/statement/input';
import { entitiesOf } from '@/lib/finance/statement/query';
import { buildStatement } from '@/lib/finance/statement/statement';
import { selectBooks } from './books';
import { readStatementInput } from './statement-input';
import type { StatementAsked, StatementReport } from './statement-query';

const MONTHS = 13;
/** The rows that a trend tells. */
export const TREND_ROWS = ['total', 'revenue', 'direct', 'shared', 'profit'] as const;
export type TrendRow = (typeof TREND_ROWS)[number];

/** Main rows of a sheet's columns over thirteen months to its last. Units of 10⁻⁹; null where a month is not stored. */
export type StatementTrend = {
  readonly months: readonly { readonly month: Month; readonly estimated: boolean }[];
  readonly columns: readonly {
    readonly key: string;
    readonly label: string;
    readonly rows: Readonly<Record<TrendRow, readonly (bigint | null)[]>>;
  }[];
};

/** The same for a page. */
export async function loadStatementTrend(
  report: StatementReport,
  asked: StatementAsked,
): Promise<StatementTrend | null> {
  return readStatementTrend(await requireViewer(), report, asked);
}

/** Reads what a statement's columns cost and earned in the months before; null where there is no month to show. */
export async function readStatementTrend(
  viewer: Viewer,
  { statement, period }: StatementReport,
  asked: StatementAsked,
  now: Date = new Date(),
): Promise<StatementTrend | null> {
  const months = { from: addMonths(period.to, -MONTHS), to: period.to };
  const books = await selectBooks(viewer, { ...asked, months }, now);
  if (books.kind !== 'books') return null;
  const { query } = statement;
  const columns = entitiesOf(query.shape);
  const whole = { ...query, compare: null, shape: { kind: 'columns', columns } as const };
  const range = { ...whole, period: { kind: 'custom', ...months } as const };
  const { input } = await readStatementInput(viewer, books, range, asked, now, { services: false });
  const list = monthsIn(months);
  const of = byMonth(input);
  const sheets = list.map((month) =>
    buildStatement({ ...whole, period: { kind: 'month', from: month, to: addMonths(month, 1) } }, of(month)),
  );
  const keys = [...columns.map(columnKey), ...(query.shape.kind === 'columns' ? [REST, TOTAL] : [])];
  return {
    months: list.map((month, at) => ({ month, estimated: (sheets[at]?.columns[0]?.estimated.length ?? 0) > 0 })),
    columns: keys.map((key) => {
      const series = (row: TrendRow) =>
        sheets.map(({ columns: shown, rows }) => {
          const place = shown.findIndex((each) => each.key === key);
          return rows.find((each) => each.key === row)?.amounts[place] ?? null;
        });
      const label = sheets.at(-1)?.columns.find((each) => each.key === key)?.label ?? key;
      return {
        ...{ key, label },
        rows: {
          total: series('total'),
          revenue: series('revenue'),
          direct: series('direct'),
          shared: series('shared'),
          profit: series('profit'),
        },
      };
    }),
  };
}

/** The facts of one month each: thirteen sheets need not look through all of them thirteen times. */
function byMonth(input: StatementInput): (month: Month) => StatementInput {
  const split = <Fact extends { readonly month: Month }>(facts: readonly Fact[]) => {
    const months = new Map<Month, Fact[]>();
    for (const fact of facts) {
      const known = months.get(fact.month);
      if (known) known.push(fact);
      else months.set(fact.month, [fact]);
    }
    return (month: Month): readonly Fact[] => months.get(month) ?? [];
  };
  const [slices, shares, homes] = [split(input.slices), split(input.shares), split(input.homes)];
  return (month) => ({ ...input, slices: slices(month), shares: shares(month), homes: homes(month) });
}
