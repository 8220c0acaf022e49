import { toConnectionReply } from '@/lib/api/connections-call';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { actorOf } from '@/lib/auth/actor';
import { mainStore } from '@/lib/auth/stores';
import { administratorOf } from '@/lib/auth/viewer';
import { readEnvironment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { readConnections, summaryOf } from '@/lib/reports/connection-summary';
import { connectPayer } from '@/lib/sync/connect';
import { call, methods } from '../call';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.connections, async ({ viewer }) => ({
    rows: (await readConnections(viewer)).map(toConnectionReply),
  })),
  // A payer always goes into the real books, also while the demo is what is shown.
  POST: call(
    ENDPOINTS.connect,
    async ({ viewer, request, body }) => {
      const db = await mainStore();
      const { name, roleArn = null, externalId = null, region = null, historyMonths } = body;
      const input = { name, roleArn, externalId, region, historyMonths };
      const how = { cap: readEnvironment().monthlyRequestCap, endpoint: null, actor: actorOf(viewer, request.headers) };
      const outcome = await connectPayer(db, input, how);
      if (outcome.kind === 'refused') throw refusedBy(outcome.checks);
      return toConnectionReply(await summaryOf(administratorOf(db), outcome.connection));
    },
    { headers: ({ id }) => ({ location: `/api/v1/connections/${id}` }) },
  ),
});

type Checks = Extract<Awaited<ReturnType<typeof connectPayer>>, { kind: 'refused' }>['checks'];

/** What AWS does not let through, check by check, each with its fix. */
function refusedBy(checks: Checks): AppError {
  const failed = checks.filter((check) => !check.ok && check.blocking);
  // What could not be tried, for what failed before it, has no fix of its own.
  const causes = failed.some(({ fix }) => fix !== null) ? failed.filter(({ fix }) => fix !== null) : failed;
  return new AppError('invalid-input', `AWS cannot be read: ${causes.map(({ detail }) => detail).join(' ')}`, {
    fix: failed.flatMap(({ fix }) => fix ?? []).join(' '),
    errors: failed.map(({ id, detail, fix }) => ({ field: id, message: fix ? `${detail} ${fix}` : detail })),
  });
}
