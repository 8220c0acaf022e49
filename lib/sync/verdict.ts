import { type Amounts, sameAmounts } from '@/lib/finance/basis';
import type { ControlTotal } from '@/lib/finance/cube';
import { type Residual, residualMoved, residualOf } from '@/lib/finance/reconcile';
import type { MonthBook } from '@/lib/store/books';
import type { MonthEvidence } from './month-evidence';

/** Rounds of reading after which a month that AWS keeps changing is left for the next sync. */
export const MOST_ROUNDS = 3;

/** What to do with a month whose cubes have been read. */
export type Verdict =
  /** Something does not add up yet: ask control again, and the month's cubes too when `reread` or when control moved. */
  | { readonly kind: 'ask-again'; readonly reread: boolean }
  | { readonly kind: 'publish'; readonly residual: Residual; readonly holds: boolean; readonly reason: string }
  /** The published figures stay; `pending` is kept for a second sync to confirm. */
  | { readonly kind: 'hold'; readonly reason: string; readonly pending: Amounts | null; readonly breach: boolean };

export type VerdictInput = {
  readonly evidence: MonthEvidence;
  /** Control as it was before the cubes were read. */
  readonly before: ControlTotal;
  /** Control as asked after they were read; null when it was not asked. */
  readonly after: ControlTotal | null;
  readonly published: MonthBook | null;
  /** True when an earlier run held this month back for the same warning. */
  readonly confirmed: boolean;
  readonly round: number;
  readonly warningPpm: bigint;
};

/** Judges one month by `finance.md` §5 ("AWS may refresh while we read") and §9. */
export function judgeMonth(input: VerdictInput): Verdict {
  const { evidence, before, after, published, round } = input;
  const residual = residualOf(before.amounts, evidence.book, input.warningPpm);
  const breach = evidence.breaches.length > 0;
  const mayAsk = round < MOST_ROUNDS;
  const moved = after !== null && !sameAmounts(before.amounts, after.amounts);
  if (breach && mayAsk) return { kind: 'ask-again', reread: true };
  if (moved && mayAsk) return { kind: 'ask-again', reread: true };
  const counted = residual.state === 'counted' || residual.state === 'warning';
  const bound = BigInt(evidence.book.groups);
  const isNew = counted && (published === null || residualMoved(residual.amounts, published.residual, bound));
  if (isNew && after === null && mayAsk) return { kind: 'ask-again', reread: false };
  const good = published?.holds === true;
  if (breach || moved) return unsettled(evidence, moved, good, residual);
  if (residual.state === 'warning' && isNew && good && !input.confirmed) {
    return {
      kind: 'hold',
      breach: false,
      pending: residual.amounts,
      reason: 'AWS reports more ungrouped than in its groups; a second sync must confirm it.',
    };
  }
  return { kind: 'publish', residual, holds: true, reason: '' };
}

function unsettled(evidence: MonthEvidence, moved: boolean, good: boolean, residual: Residual): Verdict {
  const reason = moved ? 'AWS kept changing this month while it was read.' : breachText(evidence);
  if (good) return { kind: 'hold', breach: true, pending: null, reason };
  return { kind: 'publish', residual, holds: false, reason };
}

/** Names the faces that breach, and up to five of the accounts where they do. */
const breachText = (evidence: MonthEvidence): string =>
  evidence.breaches
    .map(({ cube, accounts }) => {
      const more = accounts.length > 5 ? ` and ${accounts.length - 5} more` : '';
      return `${cube} does not add up to the usage of ${accounts.slice(0, 5).join(', ')}${more}.`;
    })
    .join(' ');
