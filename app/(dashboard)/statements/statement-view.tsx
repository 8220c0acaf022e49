import { Download } from 'lucide-react';
import { Suspense } from 'react';
import { Page } from '@/components/shell/page';
import { PrintButton } from '@/components/shell/print-button';
import { viewLink } from '@/components/shell/view-link';
import { ColumnChips } from '@/components/statement/column-chips';
import { SavedViews } from '@/components/statement/saved-views';
import { SheetTools } from '@/components/statement/sheet-tools';
import { StatementSheet } from '@/components/statement/statement-sheet';
import { ReconciliationStrip } from '@/components/tables/reconciliation-strip';
import { drawStrip } from '@/components/tables/strip';
import { LinkButton } from '@/components/ui/link-button';
import { Skeleton } from '@/components/ui/skeleton';
import { columnKey, MOST_COLUMNS } from '@/lib/finance/statement/column';
import { BASIS_NAMES } from '@/lib/format/basis';
import { currencyDigits, currencyName } from '@/lib/format/money';
import { formatMonths } from '@/lib/format/time';
import { loadViews } from '@/lib/reports/saved-views';
import type { StatementAddress } from '@/lib/reports/statement-address';
import type { StatementReport } from '@/lib/reports/statement-query';
import { loadStrip } from '@/lib/reports/strip';
import { removeView, saveView } from './actions';
import { chosenColumns, sheetFigures } from './sheet-figures';
import { StatementNotes } from './statement-notes';
import { StatementTrends } from './statement-trends';

type Props = {
  report: StatementReport;
  address: StatementAddress;
  params: readonly (readonly [string, string])[];
};

/** The sheet, under the strip that says that nothing is left out, above its columns over time. */
export async function StatementView({ report, address, params }: Props) {
  const { books, statement, period, whole } = report;
  const { asked, show } = address;
  const digits = Math.min(address.digits, currencyDigits(statement.currency));
  const chosen = chosenColumns(report);
  const keys = report.chosen.map(columnKey);
  const pinned = (params.find(([name]) => name === 'pin')?.[1] ?? '').split('~').filter((key) => keys.includes(key));
  const months = { from: period.from, to: period.to };
  const [strip, views] = await Promise.all([
    loadStrip({ connection: asked.connection, months: books.months, basis: asked.basis, key: '' }),
    loadViews(),
  ]);
  const sub = [
    ...(whole ? [] : ['the part that you may see']),
    formatMonths(months),
    BASIS_NAMES[statement.basis].name.toLowerCase(),
    `${currencyName(statement.currency)}${digits === 0 ? ', whole' : ''}`,
    ...(asked.view === 'restated' ? ['closed months as restated'] : []),
  ].join(' · ');
  const file = fileQuery(report, address);
  return (
    <Page
      title="Statement"
      sub={sub}
      actions={
        <>
          {whole && <LinkButton href={viewLink('/statements/reconciliation', params)}>Reconciliation</LinkButton>}
          <SavedViews views={views} save={saveView} remove={removeView} />
          {['csv', 'xlsx'].map((format) => (
            <LinkButton
              key={format}
              href={`/api/v1/exports/statement.${format}?${file}`}
              download
              icon={<Download size={13} className="text-ink-3" aria-hidden />}
            >
              {format.toUpperCase()}
            </LinkButton>
          ))}
          <PrintButton />
        </>
      }
    >
      <ColumnChips columns={chosen} pinned={pinned} params={params} most={MOST_COLUMNS} />
      {strip.kind === 'strip' && <ReconciliationStrip strip={drawStrip(strip)} estimated={strip.estimated} />}
      <StatementSheet
        model={sheetFigures(report, show, digits)}
        pinned={pinned}
        tools={
          <SheetTools
            key="tools"
            {...{ show, digits, compare: asked.compare, by: asked.by, period: asked.period }}
            single={chosen.length === 1}
          />
        }
        question={questionOf(report, address)}
      />
      <StatementNotes report={report} show={show} />
      <Suspense fallback={<Skeleton className="mt-6 h-[150px] w-full" />}>
        <StatementTrends report={report} asked={asked} columns={chosen} />
      </Suspense>
    </Page>
  );
}

/** The parameters that the files and the evidence of this very sheet are asked by, without its columns. */
function sheetQuery({ period, books }: StatementReport, { asked }: StatementAddress): URLSearchParams {
  const { from, to } = period;
  const query = new URLSearchParams({ from, to, basis: asked.basis });
  const [only, ...others] = books.connections;
  if (asked.connection !== null && only && others.length === 0) query.set('connection', only.connection.id);
  for (const name of ['by', 'compare'] as const) if (asked[name] !== null) query.set(name, asked[name]);
  if (asked.period !== 'custom') query.set('period', asked.period);
  if (asked.units !== 'then') query.set('units', asked.units);
  if (asked.view !== 'closed') query.set('view', asked.view);
  return query;
}

function fileQuery(report: StatementReport, address: StatementAddress): URLSearchParams {
  const query = sheetQuery(report, address);
  for (const column of report.chosen) query.append('column', columnKey(column));
  return query;
}

function questionOf(report: StatementReport, address: StatementAddress): string {
  const query = sheetQuery(report, address);
  for (const column of report.chosen) query.append('with', columnKey(column));
  return query.toString();
}
