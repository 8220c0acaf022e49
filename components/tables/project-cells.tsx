import { CoveredShare } from '@/components/charts/covered-share';
import { Sparkline } from '@/components/charts/sparkline';
import { readSpark } from '@/lib/finance/spark';
import { DASH, figureOf, NOT_APPLICABLE } from '@/lib/format/money';
import { formatChange, formatPercent } from '@/lib/format/percent';
import { FigureText } from './figure-text';
import type { ProjectColumn } from './project-columns';
import type { PrintedAmount, ProjectRow } from './project-row';

/** An amount in the accountant's signs; what is exactly nothing is a dash. */
export function Printed({ amount }: { amount: PrintedAmount | null | undefined }) {
  if (!amount) return <span className="text-ink-3">{NOT_APPLICABLE}</span>;
  return <FigureText figure={figureOf(amount.cents, amount.zero ? 0n : 1n)} title={amount.exact} />;
}

type Props = { row: ProjectRow; column: ProjectColumn; uncertain: number };

/** What a project has in a column. */
export function ProjectCell({ row, column: { name, kind }, uncertain }: Props) {
  if (kind === 'amount') return <Printed amount={row.amounts[name]} />;
  if (kind === 'spark') {
    return (
      <span className="inline-flex justify-end">
        <Sparkline label="" amounts={readSpark(row.spark)} uncertain={uncertain} />
      </span>
    );
  }
  if (kind === 'count') return row.accounts === 0 ? DASH : String(row.accounts);
  if (kind === 'change') return <Change fraction={name === 'perDay' ? row.perDay : row.change} />;
  if (name === 'coverage') return <Covered fraction={row.coverage} />;
  if (name === 'margin') return <Margin fraction={row.margin} />;
  const text = name === 'owner' ? row.owner : row.class;
  return text === '' ? <span className="text-ink-3">{DASH}</span> : text;
}

/** A change has the ink of what it says: dearer or cheaper. */
function Change({ fraction }: { fraction: number | null }) {
  const text = formatChange(fraction);
  return (
    <span className={text.startsWith('+') ? 'text-negative' : text.startsWith('−') ? 'text-accent' : 'text-ink-3'}>
      {text}
    </span>
  );
}

function Covered({ fraction }: { fraction: number | null }) {
  // Rounded down: 100 % is all of it.
  const share = fraction === null ? null : Math.floor(fraction * 1000) / 1000;
  return <CoveredShare fraction={share} className="hidden w-9 wide:inline-block" />;
}

function Margin({ fraction }: { fraction: number | null }) {
  const ink = fraction === null ? 'text-ink-3' : fraction < 0 ? 'text-negative' : '';
  return <span className={ink}>{formatPercent(fraction)}</span>;
}
