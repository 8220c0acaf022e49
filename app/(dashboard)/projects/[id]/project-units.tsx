import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths } from '@/lib/finance/month';
import { formatExact, formatWhole, NOT_APPLICABLE } from '@/lib/format/money';
import { formatMonthsShort } from '@/lib/format/time';
import type { ProjectReport } from '@/lib/reports/project-report';

/** What one unit costs: an order, a query. Exact to nine decimals, since it is often far below a cent. */
export function ProjectUnits({ report: { drivers, history, currency } }: { report: ProjectReport }) {
  if (drivers.length === 0) {
    return (
      <section aria-label="Unit cost">
        <h2 className="mb-2">Unit cost</h2>
        <p className="border border-rule bg-surface px-4 py-4 text-ink-2">
          Nobody entered what is made of this cost: orders, users, queries. Once a file of drivers is imported
          (`subledger import driver FILE`), the cost of one stands here, month by month.
        </p>
      </section>
    );
  }
  return (
    <div className="min-w-0">
      <h2 className="mb-2">Unit cost</h2>
      <Sheet label="Unit cost">
        <thead>
          <tr>
            <HeadCell>Month</HeadCell>
            {drivers.flatMap(({ driver }) => [
              <HeadCell key={`${driver} quantity`} align="right">
                {driver}
              </HeadCell>,
              <HeadCell key={`${driver} cost`} align="right">
                {currency} each
              </HeadCell>,
            ])}
          </tr>
        </thead>
        <tbody className="whitespace-nowrap">
          {history.map(({ month, state }, at) => (
            <BodyRow key={month}>
              <BodyCell>
                {formatMonthsShort({ from: month, to: addMonths(month, 1) }).trim()}
                {state === 'estimated' && ' est.'}
              </BodyCell>
              {drivers.flatMap(({ driver, quantities, unitCosts }) => [
                <BodyCell key={`${driver} quantity`} align="right">
                  {quantityText(quantities[at] ?? null)}
                </BodyCell>,
                <BodyCell key={`${driver} cost`} align="right">
                  <Each units={unitCosts[at] ?? null} currency={currency} />
                </BodyCell>,
              ])}
            </BodyRow>
          ))}
        </tbody>
      </Sheet>
    </div>
  );
}

const quantityText = (quantity: bigint | null): string =>
  quantity === null ? NOT_APPLICABLE : formatWhole(formatDecimal(quantity));

function Each({ units, currency }: { units: bigint | null; currency: string }) {
  if (units === null) return <span className="text-ink-3">{NOT_APPLICABLE}</span>;
  return formatExact(formatDecimal(units), currency).replace(` ${currency}`, '');
}
