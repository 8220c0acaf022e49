import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { formatDecimal } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import type { PoolDocument } from '@/lib/finance/pool-document';
import { poolWords } from '@/lib/finance/pool-words';
import { isEffective } from '@/lib/finance/rules';
import { formatFigure } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import { faultAt } from './path-faults';
import type { RulesTrial } from './rules-actions';
import type { WorkingRules } from './use-draft';

type Props = {
  working: WorkingRules;
  trial: RulesTrial;
  month: Month;
  names: Readonly<Record<string, string>>;
  pool: PoolDocument;
  at: number;
  actions: ReactNode;
};

const SHOWN_NOTICES = 3;

/** A pool in a few lines: its rule in words, what it moves and leaves, and what is special about it. */
export function PoolLine({ working, trial, month, names, pool, at, actions }: Props) {
  const rule = working.pools[at];
  const sums = trial.pools.find(({ pool: id }) => id === pool.id);
  const notices = trial.notices.filter(({ pool: id }) => id === pool.id);
  const fault = faultAt(working.faults, 'pools', at);
  const warning = faultAt(working.warnings, 'pools', at);
  const told = [...(warning === '' ? [] : [warning]), ...notices.map(({ message }) => message)];
  return (
    <div>
      <div className="flex items-start justify-between gap-2">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <b className="min-w-0 truncate font-[560]">{pool.id || 'without a name'}</b>
          {rule && !isEffective(rule, month) && <Badge>not in {formatMonth(month)}</Badge>}
          {fault !== '' && <Badge tone="negative">to mend</Badge>}
        </p>
        <span className="flex shrink-0 print:hidden">{actions}</span>
      </div>
      {rule && <p className="text-pretty text-ink-2 text-s">{poolWords(rule, (id) => names[id] ?? id)}</p>}
      {rule && (
        <p className="mt-0.5 flex flex-wrap gap-x-4 text-ink-3 text-s">
          <span>
            moves <Sum units={sums?.moved ?? 0n} />
          </span>
          <span>
            leaves <Sum units={sums?.left ?? 0n} />
          </span>
        </p>
      )}
      {told.length > 0 && (
        <ul className="mt-1 text-caution text-s">
          {told.slice(0, SHOWN_NOTICES).map((message) => (
            <li key={message}>{message}</li>
          ))}
          {told.length > SHOWN_NOTICES && <li>and {told.length - SHOWN_NOTICES} more</li>}
        </ul>
      )}
    </div>
  );
}

function Sum({ units }: { units: bigint }) {
  return <span className="figure text-ink">{formatFigure(formatDecimal(units)).text}</span>;
}
