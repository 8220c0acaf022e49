import { toPlanReply } from '@/lib/api/sync-call';
import { machineAdministrator } from '@/lib/auth/machine-administrator';
import type { Environment } from '@/lib/env';
import { priceOf } from '@/lib/finance/request-price';
import { formatPrice } from '@/lib/format/money';
import { makePlan, type SyncPlan } from '@/lib/sync/plan';
import { choosePayer, withActiveBooks } from './books';
import { EXIT, type Output, tableText } from './output';

/** `plan`: the requests that a sync would make now and their price. AWS is not asked. */
export async function planCommand(
  environment: Environment,
  output: Output,
  options: { connection?: string; full?: boolean },
): Promise<number> {
  return withActiveBooks(environment, output, options.connection, async (books) => {
    const connection = await choosePayer(books, options.connection);
    const plan = await makePlan(books.db, machineAdministrator(books.db), connection, {
      now: new Date(),
      full: options.full ?? false,
      cap: environment.monthlyRequestCap,
    });
    for (const notice of plan.notices) output.say(notice.message);
    output.answer(toPlanReply(plan), () => planText(connection.name, plan));
    return EXIT.done;
  });
}

function planText(name: string, plan: SyncPlan): string {
  const rows = plan.queries.map((query) => [
    query.cube,
    query.groupBy.join(' × ') || '–',
    `${query.from} to ${query.to}`,
    String(query.expectedRequests),
    formatPrice(priceOf(query.expectedRequests), 'USD'),
  ]);
  const total = ['total', '', '', String(plan.requests), formatPrice(plan.price, 'USD')];
  const header = ['cube', 'grouped by', 'range (end exclusive)', 'requests', 'price'];
  return `What a sync of ${name} would ask of Cost Explorer now:\n\n${tableText(header, [...rows, total], new Set([3, 4]))}`;
}
