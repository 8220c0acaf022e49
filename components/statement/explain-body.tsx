import { Disclosure } from '@/components/ui/disclosure';
import { formatPlural } from '@/lib/format/count';
import { formatInstant } from '@/lib/format/time';
import { ChangeTable } from './change-table';
import type { ExplainedFigure, ExplainedPart, Reading } from './explain-reply';

type Props = { figure: ExplainedFigure; currency: string; onRow: (row: string) => void };

/** The evidence of one figure. */
export function ExplainBody({ figure, currency, onRow }: Props) {
  const { amount, formula, basis, months, parts, others, operands, change, readings, api } = figure;
  const list = parts.length > 0 ? parts : operands;
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-ink-2">
          {basis} · {months}
        </span>
        <b className="figure font-[620] text-l">
          {amount} {currency}
        </b>
      </p>
      <p className="font-serif text-l">{formula}</p>
      {change && <ChangeTable change={change} onRow={onRow} />}
      {list.length > 0 && (
        <table aria-label={parts.length > 0 ? 'Parts' : 'Made of'} className="w-full border-collapse">
          <tbody>
            {list.map((part) => (
              <PartLine key={`${part.label} ${part.amount} ${part.why}`} part={part} onRow={onRow} />
            ))}
            {others && (
              <tr className="border-rule border-t text-ink-2">
                <td className="py-1.5 pr-3">and {formatPlural(others.count, 'more part')}, all in the API</td>
                <td className="figure py-1.5 text-right align-top">{others.amount}</td>
              </tr>
            )}
          </tbody>
          {parts.length > 0 && (
            <tfoot>
              <tr className="border-rule-ink border-t font-[620]">
                <td className="py-1.5">Sum of the parts</td>
                <td className="figure py-1.5 text-right">{amount}</td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
      {readings.length > 0 && (
        <Disclosure summary={`${formatPlural(readings.length, 'reading')} of AWS behind it`}>
          <Readings readings={readings} />
        </Disclosure>
      )}
      <p className="text-s">
        <a href={api} className="text-accent underline underline-offset-2">
          The same in the API
        </a>
      </p>
    </div>
  );
}

function PartLine({ part: { label, amount, why, row }, onRow }: { part: ExplainedPart; onRow: Props['onRow'] }) {
  return (
    <tr className="border-rule border-t">
      <td className="py-1.5 pr-3 [overflow-wrap:anywhere]">
        {row === null ? (
          label
        ) : (
          <button
            type="button"
            onClick={() => onRow(row)}
            className="text-left underline decoration-rule-2 underline-offset-2 hover:text-accent"
          >
            {label}
          </button>
        )}
        {why !== '' && <span className="block text-ink-3 text-s">{why}</span>}
      </td>
      <td className="figure py-1.5 text-right align-top">{amount}</td>
    </tr>
  );
}

function Readings({ readings }: { readings: readonly Reading[] }) {
  return (
    <ul className="grid gap-2 text-s">
      {readings.map(({ cube, month, connection, readAt, rows, requests }) => (
        <li key={`${connection} ${cube} ${month}`} className="border-rule border-t pt-1.5">
          <b className="font-[560]">{cube}</b> of {month}, {connection}: {formatPlural(rows, 'row')}, read{' '}
          {formatInstant(readAt)}
          {requests.map(({ id, subject, sentAt }) => (
            <span key={id} className="block text-ink-3">
              Request {id}: {subject}, sent {formatInstant(sentAt)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
