import { Page } from '@/components/shell/page';
import { FigureText } from '@/components/tables/figure-text';
import { Badge } from '@/components/ui/badge';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatDecimal, toCents } from '@/lib/finance/money';
import { BASIS_NAMES } from '@/lib/format/basis';
import { currencyName, figureOf, formatExact } from '@/lib/format/money';
import { roundParts } from '@/lib/format/parts';
import { formatMonth, formatMonths } from '@/lib/format/time';
import type { ReconciledMonth } from '@/lib/reports/reconciliation';
import type { ReconciliationScreen } from '@/lib/reports/reconciliation-screen';
import { CheckTable } from './check-table';
import { InvoicesSection } from './invoices-section';

const TERMS = ['Direct', 'Shared', 'Unallocated', 'Residual'];

/** The identity of every month to the cent, its checks, and what the invoices say. */
export function ReconciliationView({ report }: { report: ReconciliationScreen }) {
  const { books, rows } = report;
  return (
    <Page
      title="Reconciliation"
      sub={[formatMonths(books.months), BASIS_NAMES[books.basis].name.toLowerCase(), currencyName(books.currency)].join(
        ' · ',
      )}
    >
      <Sheet label="The identity of every month">
        <thead>
          <tr>
            <HeadCell>Month</HeadCell>
            {TERMS.map((term, at) => (
              <HeadCell key={term} align="right">
                {at > 0 && <span className="text-ink-3">+ </span>}
                {term}
              </HeadCell>
            ))}
            <HeadCell align="right">
              <span className="text-ink-3">= </span>Control total
            </HeadCell>
            <HeadCell align="right">Difference</HeadCell>
            <HeadCell>State</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MonthLine
              key={`${row.connection} ${row.month}`}
              row={row}
              several={books.connections.length > 1}
              currency={books.currency}
            />
          ))}
        </tbody>
      </Sheet>
      <h2 className="mt-6 mb-2">Checks</h2>
      <CheckTable rows={rows} currency={books.currency} />
      <InvoicesSection report={report} />
    </Page>
  );
}

function MonthLine({ row, several, currency }: { row: ReconciledMonth; several: boolean; currency: string }) {
  const parts = [row.projectDirect, row.projectShared, row.unallocated, row.residual];
  const sum = parts.reduce((all, each) => all + each, 0n);
  const cents = roundParts(parts, sum);
  const figure = (units: bigint, whole: bigint) => (
    <FigureText figure={figureOf(whole, units)} title={formatExact(formatDecimal(units), currency)} />
  );
  const good = row.holds && row.difference === 0n;
  return (
    <BodyRow>
      <BodyCell className="whitespace-nowrap">
        {formatMonth(row.month)}
        {several && <span className="ml-2 text-ink-3">{row.connection}</span>}
      </BodyCell>
      {parts.map((units, at) => (
        <BodyCell key={TERMS[at]} align="right">
          {figure(units, cents[at] ?? 0n)}
        </BodyCell>
      ))}
      <BodyCell align="right" className="font-[620]">
        {figure(row.controlTotal, toCents(row.controlTotal))}
      </BodyCell>
      <BodyCell align="right">
        {row.difference === 0n ? '0.00' : formatExact(formatDecimal(row.difference), currency)}
      </BodyCell>
      <BodyCell>
        <span className="flex flex-wrap items-center gap-1.5">
          <Badge tone={good ? 'good' : 'caution'}>{good ? 'holds' : 'does not hold'}</Badge>
          {!row.final && <Badge>estimated</Badge>}
          {row.reason !== '' && <span className="text-s">{row.reason}</span>}
        </span>
      </BodyCell>
    </BodyRow>
  );
}
