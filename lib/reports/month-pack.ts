import { requireOrganization, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { BUDGET, DRIVER, OUTSIDE_COST, REVENUE } from '@/lib/finance/input-kind';
import { writeLine } from '@/lib/finance/input-line';
import { addMonths, type Month } from '@/lib/finance/month';
import type { MonthPack, PackEntry } from '@/lib/finance/month-pack';
import { documentOf } from '@/lib/finance/rules-document';
import { listAdjustments } from '@/lib/store/adjustments';
import { listMonthBooks, listMonthChecks } from '@/lib/store/books';
import { listCloses } from '@/lib/store/closes';
import { listDerivations, listUnallocated } from '@/lib/store/derived-reads';
import { listInputs } from '@/lib/store/finance-inputs';
import { listRequests } from '@/lib/store/ledger';
import { getRuleSet } from '@/lib/store/rule-sets';
import { readLedger } from './ledger';
import { connectionOfMonth } from './month-connection';

/** More requests than a sync of the largest organization asks. */
const MOST_REQUESTS = 10_000;

/**
 * Reads everything that a month is made of, as it is shown.
 * @throws AppError `forbidden` for a reader of a part; `not-found`; `invalid-input` where several connections have the month
 */
export async function readMonthPack(viewer: Viewer, month: Month, named: string | null): Promise<MonthPack> {
  requireOrganization(viewer);
  const { scope } = viewer;
  const { id, name } = await connectionOfMonth(viewer, month, named);
  const months = { from: month, to: addMonths(month, 1) };
  const query = { connectionId: id, months };
  const ledger = await readLedger(viewer, { connection: id, currency: null, months, basis: 'unblended' }, 'charges');
  if (ledger.kind !== 'ledger') throw new AppError('not-found', `${name} has no figures of ${month}.`);
  let whole: MonthPack['ledger'] | undefined;
  for await (const each of ledger.months) whole = each;
  const book = (await listMonthBooks(scope, id)).find((each) => each.month === month);
  const [derivation] = await listDerivations(scope, query);
  if (!whole || !book || !derivation) throw new AppError('not-found', `${name} has no figures of ${month}.`);
  const [unallocated, checks, adjustments, rules, closes, entries, requests] = await Promise.all([
    listUnallocated(scope, query),
    listMonthChecks(scope, id, month),
    listAdjustments(scope, query),
    getRuleSet(scope.db, derivation.ruleSetId),
    listCloses(scope, id),
    readEntries(viewer, months),
    book.runId === null ? [] : listRequests(scope, id, { runId: book.runId, limit: MOST_REQUESTS }),
  ]);
  const close = closes.find((each) => each.month === month);
  return {
    ledger: whole,
    control: book.amounts,
    unallocated: unallocated.map(({ pool, month: _, ...row }) => ({ ...row, pool: pool ?? '' })),
    checks,
    adjustments,
    rules: { id: rules.id, document: documentOf(rules.rules) },
    entries,
    requests: requests.map(({ sentAt, operation, subject, outcome }) => ({ sentAt, operation, subject, outcome })),
    facts: {
      connection: name,
      month,
      estimated: book.estimated ? 'yes' : 'no',
      published: book.publishedAt,
      derived: derivation.derivedAt,
      'account names, places and tags of': derivation.factsOf,
      rules: rules.id === 0 ? 'none' : `set ${rules.id} of ${rules.createdBy}, ${rules.createdAt}`,
      closed: close ? `${close.closedAt} by ${close.closedBy}` : 'no',
    },
  };
}

async function readEntries({ scope }: Viewer, months: { from: Month; to: Month }): Promise<PackEntry[]> {
  const [revenue, budgets, drivers, costs] = await Promise.all([
    listInputs(scope, REVENUE, months),
    listInputs(scope, BUDGET, months),
    listInputs(scope, DRIVER, months),
    listInputs(scope, OUTSIDE_COST, months),
  ]);
  return [
    ...revenue.map((entry) => ({ kind: 'revenue', fields: writeLine(REVENUE, entry) })),
    ...budgets.map((entry) => ({ kind: 'budget', fields: writeLine(BUDGET, entry) })),
    ...drivers.map((entry) => ({ kind: 'driver', fields: writeLine(DRIVER, entry) })),
    ...costs.map((entry) => ({ kind: 'outside cost', fields: writeLine(OUTSIDE_COST, entry) })),
  ];
}
