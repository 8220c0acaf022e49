import { setTimeout as sleep } from 'node:timers/promises';
import { machineAdministrator } from '@/lib/auth/machine-administrator';
import type { Environment } from '@/lib/env';
import { addMonths } from '@/lib/finance/month';
import { priceOf } from '@/lib/finance/request-price';
import { formatPlural } from '@/lib/format/count';
import { formatPrice } from '@/lib/format/money';
import { formatMonths } from '@/lib/format/time';
import { progressOf } from '@/lib/reports/sync-progress';
import { MACHINE } from '@/lib/store/audit';
import { listMonthBooks } from '@/lib/store/books';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { findRun, type SyncRun } from '@/lib/store/runs';
import { makePlan } from '@/lib/sync/plan';
import { type BegunSync, beginSync } from '@/lib/sync/sync';
import { choosePayer, withActiveBooks } from './books';
import { runDocument } from './documents';
import { onInterrupt } from './interruption';
import { EXIT, type Output } from './output';
import { withPayerEndpoint } from './payer-endpoint';
import { createProgressBar } from './progress-bar';

const POLL_MS = 400;

/** `sync`: pulls what is due and shows how far it is. Exit 0 only when the run succeeded. */
export async function syncCommand(
  environment: Environment,
  output: Output,
  options: { connection?: string; full?: boolean },
): Promise<number> {
  return withActiveBooks(environment, output, options.connection, async (books) => {
    const connection = await choosePayer(books, options.connection);
    const run = await withPayerEndpoint(environment, connection, (endpoint) =>
      runWithProgress(books.db, connection, output, {
        endpoint,
        full: options.full ?? false,
        cap: environment.monthlyRequestCap,
      }),
    );
    for (const { message } of run.notices) output.say(`Note: ${message}`);
    if (run.error !== '') output.say(run.error);
    const months = await publishedMonths(books.db, connection, run);
    output.answer(await runDocument(books.db, run.id), () => runText(connection.name, run, months));
    return run.status === 'succeeded' ? EXIT.done : EXIT.failed;
  });
}

type RunOptions = { readonly endpoint: string | null; readonly full: boolean; readonly cap: number };

async function runWithProgress(
  db: Database,
  connection: Connection,
  output: Output,
  { endpoint, full, cap }: RunOptions,
): Promise<SyncRun> {
  const scope = machineAdministrator(db);
  const plan = await makePlan(db, scope, connection, { now: new Date(), full, cap });
  output.say(
    `Syncing ${connection.name}: about ${formatPlural(plan.requests, 'request')} (${formatPrice(plan.price, 'USD')}).`,
  );
  const interruption = onInterrupt(() =>
    output.say('Stopping after the request under way; a second Ctrl-C ends at once.'),
  );
  try {
    const begun = await beginSync(db, connection.id, {
      trigger: 'manual',
      actor: MACHINE,
      full,
      cap,
      endpoint,
      signal: interruption.signal,
    });
    return await watch(db, begun, output);
  } finally {
    interruption.end();
  }
}

async function watch(db: Database, { runId, done }: BegunSync, output: Output): Promise<SyncRun> {
  const bar = createProgressBar(output);
  let finished: SyncRun | null = null;
  const end = done.then((run) => {
    finished = run;
    return run;
  });
  try {
    while (finished === null) {
      await Promise.race([end, sleep(POLL_MS, undefined, { ref: false })]);
      const run = finished ?? (await findRun(machineAdministrator(db), runId));
      if (run) {
        const { fraction, step } = progressOf(run);
        bar.show(fraction ?? 0, step);
      }
    }
    return await end;
  } finally {
    bar.end();
  }
}

/** The months whose figures are of this run, as the reader knows them. */
async function publishedMonths(db: Database, connection: Connection, run: SyncRun): Promise<string> {
  const months = (await listMonthBooks(machineAdministrator(db), connection.id))
    .filter(({ runId }) => runId === run.id)
    .map(({ month }) => month)
    .sort();
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return 'No month changed';
  return `${formatPlural(months.length, 'month')} published (${formatMonths({ from: first, to: addMonths(last, 1) })})`;
}

function runText(name: string, run: SyncRun, months: string): string {
  return `${name}: ${run.status}. ${months}; ${formatPlural(run.requests, 'request')}, ${formatPrice(priceOf(run.requests), 'USD')}. Run ${run.id}.`;
}
