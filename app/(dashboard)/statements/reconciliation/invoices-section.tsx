import type { ReactNode } from 'react';
import { InvoiceForm, RemoveInvoice } from '@/components/statement/invoice-form';
import { InvoiceImport } from '@/components/statement/invoice-import';
import { Badge } from '@/components/ui/badge';
import { formatDecimal, toCents } from '@/lib/finance/money';
import { BASIS_NAMES } from '@/lib/format/basis';
import { formatFigure } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import type { InvoicedMonth, ReconciliationScreen } from '@/lib/reports/reconciliation-screen';
import { enterInvoice, importInvoices, removeInvoice } from './actions';

const text = (units: bigint): string => formatFigure(formatDecimal(units)).text;

const CLASSES: Readonly<Record<string, string>> = {
  usage: 'usage',
  commitment: 'commitments',
  support: 'support',
  other: 'other charges',
  discount: 'discounts',
  credit: 'credits',
  refund: 'refunds',
  tax: 'tax',
  residual: 'the residual',
};

/** Invoices against the unblended cost, which is what an invoice says; and the way from there to the basis that is shown. */
export function InvoicesSection({ report: { books, invoiced, mayEnter } }: { report: ReconciliationScreen }) {
  return (
    <section aria-label="Invoices" className="mt-6">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2>Invoices</h2>
        {mayEnter && (
          <span className="flex flex-wrap gap-2 print:hidden">
            {books.connections.map(({ connection: { id, name } }) => (
              <span key={id} className="inline-flex items-center gap-2">
                {books.connections.length > 1 && <span className="text-ink-3">{name}</span>}
                <InvoiceImport connection={id} importInvoices={importInvoices} />
              </span>
            ))}
          </span>
        )}
      </div>
      <p className="mt-1 mb-2 max-w-[90ch] text-ink-2">
        An invoice is compared with the unblended cost alone, in {books.currency}. A month may have several: Marketplace
        bills apart.
      </p>
      {invoiced.map((month) => (
        <article key={`${month.connectionId} ${month.month}`} className="border-rule border-t py-3">
          <h3>
            {formatMonth(month.month)}
            {books.connections.length > 1 && <span className="ml-2 font-normal text-ink-3">{month.connection}</span>}
          </h3>
          <dl className="mt-1 mb-2 grid max-w-[560px] grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1">
            {month.invoices.map(({ id, number, amount }) => (
              <Line key={id} label={`Invoice ${number}`} figure={text(amount)}>
                {mayEnter && <RemoveInvoice id={id} number={number} remove={removeInvoice} />}
              </Line>
            ))}
            <Line label="Unblended cost" figure={text(month.unblended)} />
            {month.difference !== null && (
              <Line label="Invoices less unblended cost" figure={text(month.difference)} strong />
            )}
            {books.basis !== 'unblended' && (
              <>
                <Line label="Basis difference" figure={text(month.basisDifference)} />
                <Line
                  label={`${BASIS_NAMES[books.basis].name} cost`}
                  figure={text(month.unblended + month.basisDifference)}
                  strong
                />
              </>
            )}
          </dl>
          <Explanation month={month} />
          {mayEnter && <InvoiceForm connection={month.connectionId} month={month.month} enter={enterInvoice} />}
        </article>
      ))}
    </section>
  );
}

type LineProps = { label: string; figure: string; strong?: boolean; children?: ReactNode };

function Line({ label, figure, strong = false, children }: LineProps) {
  const weight = strong ? 'font-[620]' : '';
  return (
    <>
      <dt className={weight}>
        {label}
        {children}
      </dt>
      <dd className={`figure text-right ${weight}`}>{figure}</dd>
    </>
  );
}

/** Why an invoice differs: what it leaves out, or the cost by charge class to look it up in. */
function Explanation({ month: { difference, explained, classes } }: { month: InvoicedMonth }) {
  if (difference === null) return null;
  if (toCents(difference) === 0n) return <Badge tone="good">The invoices are the cost, to the cent</Badge>;
  if (explained && explained.length > 0) {
    return (
      <p className="mb-2 max-w-[90ch]">
        The difference is what the invoices leave out:{' '}
        {explained.map(({ key, units }) => `${CLASSES[key] ?? key} ${text(units)}`).join(', ')}.
      </p>
    );
  }
  return (
    <p className="mb-2 max-w-[90ch]">
      No charge class explains the difference by itself. The cost is{' '}
      {classes
        .filter(({ units }) => units !== 0n)
        .map(({ key, units }) => `${CLASSES[key] ?? key} ${text(units)}`)
        .join(', ')}
      .
    </p>
  );
}
