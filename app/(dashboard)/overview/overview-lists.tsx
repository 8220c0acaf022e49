import Link from 'next/link';
import { formatWhole } from '@/lib/format/money';
import { formatChange } from '@/lib/format/percent';
import { formatMonth, formatMonthName } from '@/lib/format/time';
import type { OverviewReport } from '@/lib/reports/overview-shapes';
import { moverText } from './sentences';

type Props = { report: OverviewReport; linkTo: (href: string) => string };

/** What moved, with its driver; each line leads to its evidence. */
export function Moved({ report, linkTo }: Props) {
  const { movers, against, open } = report;
  return (
    <section aria-labelledby="moved" className="self-start border border-rule bg-surface px-4 py-4">
      <h2 id="moved">What moved</h2>
      <p className="mt-1 text-ink-3 text-s">
        {against
          ? `${movers.some(({ most }) => most !== null) ? 'by unit, ' : ''}against ${formatMonthName(against)}${open ? ', a month at this pace' : ''}`
          : 'there is no month before to compare with'}
      </p>
      <ul className="mt-2 divide-y divide-rule">
        {movers.map((mover) => (
          <Line
            key={mover.key}
            href={linkTo(mover.href)}
            subject={mover.name}
            detail={moverText(mover)}
            figure={<Change amount={mover.change} />}
            note={formatChange(mover.share)}
          />
        ))}
        {movers.length === 0 && <li className="py-2 text-ink-2">Nothing moved.</li>}
      </ul>
    </section>
  );
}

/** Lines that fit on the one page of print; the screen has all of them. */
const PRINTED = 6;

/** What needs somebody, with the money at stake; each line leads to its evidence. */
export function NeedsAttention({ report: { attention }, linkTo }: Props) {
  const more = attention.length - PRINTED;
  return (
    <section
      aria-labelledby="attention"
      className="self-start border border-rule bg-surface px-4 py-4 print:order-last print:col-span-2"
    >
      <h2 id="attention">Needs attention</h2>
      <ul className="mt-2 divide-y divide-rule print:columns-2 print:gap-x-8">
        {attention.map(({ kind, month, subject, detail, amount, href }, at) => (
          <Line
            key={[kind, month, subject, detail].join(' ')}
            href={linkTo(href)}
            subject={month === undefined ? subject : `${formatMonth(month)} ${subject}`}
            detail={detail}
            figure={amount === null ? null : <Plain amount={amount} />}
            note={null}
            printed={at < PRINTED}
          />
        ))}
        {more > 0 && <li className="hidden py-1 text-ink-2 print:list-item">{`and ${more} more, on the screen`}</li>}
        {attention.length === 0 && <li className="py-2 text-ink-2">Nothing needs attention.</li>}
      </ul>
    </section>
  );
}

type LineProps = {
  href: string;
  subject: string;
  detail: string;
  figure: React.ReactNode;
  note: string | null;
  printed?: boolean;
};

function Line({ href, subject, detail, figure, note, printed = true }: LineProps) {
  return (
    <li
      className={`grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-2 print:break-inside-avoid print:py-1 ${printed ? '' : 'print:hidden'}`}
    >
      <Link href={href} className="truncate font-[560] hover:text-accent hover:underline">
        {subject}
      </Link>
      <span className="text-right">{figure}</span>
      <span className={`break-words text-ink-2 text-s ${note === null ? 'print:line-clamp-1' : ''}`}>{detail}</span>
      <span className="figure text-right text-ink-2 text-s">{note}</span>
    </li>
  );
}

/** A change of cost: more is red, less is green, and the sign says it too. */
const Change = ({ amount }: { amount: string }) => (
  <span className={`figure ${amount.startsWith('-') ? 'text-accent' : 'text-negative'}`}>
    {amount.startsWith('-') ? '−' : '+'}
    {formatWhole(amount)}
  </span>
);

const Plain = ({ amount }: { amount: string }) => (
  <span className="figure">{amount.startsWith('-') ? `(${formatWhole(amount)})` : formatWhole(amount)}</span>
);
