import type { ControlTotal } from '@/lib/finance/cube';
import type { Month } from '@/lib/finance/month';
import { compareSums, type Residual, residualOf } from '@/lib/finance/reconcile';
import type { MonthBook } from '@/lib/store/books';
import { type Database, type Transaction, transaction } from '@/lib/store/database';
import { holdMonth, publishMonth } from '@/lib/store/loads';
import { mintScope } from '@/lib/store/scope';
import type { StagedMonth } from './bill-staging';
import { isDaily } from './cost-cubes';
import { publishDerived } from './derive';
import { gatherEvidence, type MonthEvidence } from './month-evidence';

export type BillMonth = {
  readonly connectionId: string;
  readonly runId: string;
  readonly month: Month;
  /** Of the file; null when no line has one. */
  readonly currency: string | null;
  readonly staged: StagedMonth;
  /** The file's own total of the month, rounded once. */
  readonly control: ControlTotal;
  readonly published: MonthBook | null;
  readonly now: string;
};

/**
 * Holds a staged month against the identities and publishes it in one transaction. Returns '' then; a month that does not
 * add up returns why, and is shown with the difference unless a good one stands there already (`finance.md` §9).
 * `remember` writes in the transaction of a month that holds.
 */
export async function publishBillMonth(
  db: Database,
  input: BillMonth,
  remember: (tx: Transaction) => Promise<void>,
): Promise<string> {
  const { connectionId, runId, month, staged, control, published, now } = input;
  const wholeDays = new Set([...staged.loads.keys()].filter(isDaily));
  const evidence = await gatherEvidence(db, { loads: staged.loads, wholeDays });
  const residual = residualOf(control.amounts, evidence.book);
  const reason = faultOf(evidence, residual);
  if (reason !== '' && published?.holds === true) {
    await holdMonth(db, { connectionId, month, reason, pending: '' });
    return reason;
  }
  const book = compareSums('control', { amounts: control.amounts, groups: 0 }, evidence.book);
  const source = {
    db,
    scope: mintScope(db, 'all'),
    connectionId,
    currency: input.currency,
    month,
    loads: staged.loads,
  };
  const totals = { control: control.amounts, residual: residual.amounts };
  const publish = async (tx: Transaction) => {
    await publishMonth(tx, {
      connectionId,
      month,
      loads: staged.loads,
      book: {
        estimated: control.estimated,
        amounts: control.amounts,
        residual: residual.amounts,
        residualState: residual.state,
        holds: reason === '',
        reason,
      },
      checks: [...book, ...evidence.checks],
      publishedAt: now,
      runId,
    });
    if (reason === '') await remember(tx);
  };
  await publishDerived(source, totals, { now, runId }, { write: (work) => transaction(db, work), publish });
  return reason;
}

/** A file has nothing that its lines do not say: a residual beyond rounding is a fault here, not a finding. */
function faultOf(evidence: MonthEvidence, residual: Residual): string {
  const faces = evidence.breaches.map(
    ({ cube, accounts }) => `${cube} does not add up to the usage of ${accounts.slice(0, 5).join(', ')}.`,
  );
  const daily = evidence.checks
    .filter((check) => !check.holds && isDaily(check.name))
    .map((check) => `${check.name} does not add up to the book.`);
  const total =
    residual.state === 'counted' || residual.state === 'warning'
      ? ['The lines do not add up to the total of the file.']
      : [];
  return [...new Set([...total, ...faces, ...daily])].join(' ');
}
