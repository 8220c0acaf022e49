import type { Basis } from '@/lib/finance/basis';
import { type Currency, formatDecimal } from '@/lib/finance/money';
import type { MonthRange } from '@/lib/finance/month';
import { type CsvCell, csvNumber, csvText, writeCsv } from '@/lib/format/csv';

/** A line of the file; what is not known is null. Amounts in units of 10⁻⁹, fractions as they are. */
export type ProjectLine = {
  readonly kind: 'project' | 'untagged' | 'unallocated' | 'residual';
  readonly project: string | null;
  readonly name: string;
  readonly class: string | null;
  readonly owner: string | null;
  readonly direct: bigint | null;
  readonly shared: bigint | null;
  readonly total: bigint;
  readonly revenue: bigint | null;
  readonly profit: bigint | null;
  readonly coverage: number | null;
  readonly accounts: number | null;
};

const HEADER = [
  ...['from', 'to', 'basis', 'currency', 'kind', 'project', 'name', 'class', 'owner', 'direct', 'shared', 'total'],
  ...['revenue', 'profit', 'coverage', 'accounts'],
];

export type ProjectFileFrame = { readonly months: MonthRange; readonly basis: Basis; readonly currency: Currency };

/** Projects and what has none as a file, exact: Σ total is AWS's total for a reader of everything. No lines need no frame. */
export function projectCsv(lines: readonly ProjectLine[], frame?: ProjectFileFrame): string {
  const money = (units: bigint | null): CsvCell => (units === null ? null : csvNumber(formatDecimal(units)));
  const number = (value: number | null): CsvCell => (value === null ? null : csvNumber(value.toFixed(6)));
  return writeCsv(
    HEADER,
    lines.map((line) => [
      ...[frame?.months.from, frame?.months.to, frame?.basis, frame?.currency, line.kind].map((text) =>
        csvText(text ?? null),
      ),
      ...[line.project, line.name, line.class, line.owner].map(csvText),
      ...[line.direct, line.shared, line.total, line.revenue, line.profit].map(money),
      number(line.coverage),
      line.accounts === null ? null : csvNumber(String(line.accounts)),
    ]),
  );
}
