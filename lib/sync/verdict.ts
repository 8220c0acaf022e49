import { type Amounts, sameAmounts } from '@/lib/finance/basis';
import type { ControlTotal } from '@/lib/finance/cube';
import { type Residual, residualMoved, residualOf } from '@/lib/finance/reconcile';
import type { MonthBook } from '@/lib/store/books';
import type { MonthEvidence } from './month-evidence';
import { confirmsResidual, keepsItsShare } from './residual-doubt';

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
  /** True when AWS listed groups of the book twice. */
  readonly doubled: boolean;
  /** Control as it was before the cubes were read. */
  readonly before: ControlTotal;
  /** Control as asked after they were read; null when it was not asked. */
  readonly after: ControlTotal | null;
  readonly published: MonthBook | null;
  /** The residual for which an earlier run held this month back; null when none did. */
  readonly pending: Amounts | null;
  /** From 1; beyond `MOST_ROUNDS` only control was asked. */
  readonly round: number;
  readonly warningPpm: bigint;
};

/** Judges one month by `finance.md` §5 ("AWS may refresh while we read") and §9. */
export function judgeMonth(input: VerdictInput): Verdict {
  const { evidence, before, after, published, round } = input;
  const residual = residualOf(before.amounts, evidence.book, input.warningPpm);
  const counted = residual.state === 'counted' || residual.state === 'warning';
  const moved = after !== null && !sameAmounts(before.amounts, after.amounts);
  const doubled = input.doubled && counted;
  if (moved || doubled || evidence.breaches.length > 0) {
    if (round < MOST_ROUNDS) return { kind: 'ask-again', reread: true };
    return unsettled(reasonOf(evidence, moved, doubled), published, residual);
  }
  const bound = BigInt(evidence.book.groups);
  const isNew = counted && (published === null || residualMoved(residual.amounts, published.residual, bound));
  // A difference counts as residual only when control stood still, in the last round too.
  if ((isNew || evidence.apart) && after === null && round <= MOST_ROUNDS) {
    return { kind: 'ask-again', reread: false };
  }
  if (residual.state === 'warning' && isNew && isDoubtful(input, residual.amounts, bound)) {
    return {
      kind: 'hold',
      breach: false,
      pending: residual.amounts,
      reason: 'AWS reports more ungrouped than in its groups; a second sync must confirm it.',
    };
  }
  return { kind: 'publish', residual, holds: true, reason: '' };
}

/** True when a residual may not take the place of good figures yet. */
const isDoubtful = ({ published, pending, before, warningPpm }: VerdictInput, residual: Amounts, bound: bigint) =>
  published?.holds === true &&
  !confirmsResidual(pending, residual, bound) &&
  !keepsItsShare(published, { residual, control: before.amounts }, warningPpm);

function unsettled(reason: string, published: MonthBook | null, residual: Residual): Verdict {
  if (published?.holds === true) return { kind: 'hold', breach: true, pending: null, reason };
  return { kind: 'publish', residual, holds: false, reason };
}

function reasonOf(evidence: MonthEvidence, moved: boolean, doubled: boolean): string {
  if (moved) return 'AWS kept changing this month while it was read.';
  if (evidence.breaches.length > 0) return breachText(evidence);
  return doubled ? 'AWS listed groups of this month twice, and they do not add up to its total.' : '';
}

/** Names the faces that breach, and up to five of the accounts where they do. */
const breachText = (evidence: MonthEvidence): string =>
  evidence.breaches
    .map(({ cube, accounts }) => {
      const more = accounts.length > 5 ? ` and ${accounts.length - 5} more` : '';
      return `${cube} does not add up to the usage of ${accounts.slice(0, 5).join(', ')}${more}.`;
    })
    .join(' ');
