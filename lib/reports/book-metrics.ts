import type { Viewer } from '@/lib/auth/viewer';
import { type Connection, listConnections } from '@/lib/store/connections';
import { findUnfinishedRun, listRuns } from '@/lib/store/runs';
import type { Metric, Sample } from '@/lib/telemetry/metrics';
import { readCap } from './request-cap';

/** Runs in which the last one that succeeded is looked for. */
const RUNS = 50;

type Reading = (connection: Connection) => Promise<number | null>;

/** How syncs go and what they cost, connection by connection: what one is woken for. No figure of the books is among these. */
export async function bookMetrics(viewer: Viewer, now: Date): Promise<Metric[]> {
  const { scope } = viewer;
  const connections = (await listConnections(scope)).filter(({ kind }) => kind === 'aws' || kind === 'demo');
  const last = async ({ id }: Connection) => (await listRuns(scope, id, RUNS)).filter((run) => run.finishedAt !== null);
  const gauge = async (name: string, help: string, read: Reading): Promise<Metric> => {
    const samples = await Promise.all(
      connections.map(async (each): Promise<Sample[]> => {
        const count = await read(each);
        return count === null ? [] : [{ name, labels: { connection: each.name }, count }];
      }),
    );
    return { name, kind: 'gauge', help, samples: samples.flat() };
  };
  return Promise.all([
    gauge('subledger_sync_last_success_timestamp_seconds', 'When the last sync succeeded, unix time.', async (each) => {
      const run = (await last(each)).find(({ status }) => status === 'succeeded');
      return run?.finishedAt ? Date.parse(run.finishedAt) / 1000 : null;
    }),
    gauge('subledger_sync_last_failed', '1 when the last sync that ended did not succeed.', async (each) => {
      const [run] = await last(each);
      return run ? Number(run.status !== 'succeeded') : null;
    }),
    gauge('subledger_sync_running', '1 while a sync is under way.', async ({ id }) =>
      Number((await findUnfinishedRun(scope.db, id)) !== null),
    ),
    gauge('subledger_aws_requests_month', 'Billed Cost Explorer requests of this calendar month.', async (each) => {
      const cap = await readCap(viewer, each, now);
      return cap?.used ?? null;
    }),
    gauge('subledger_aws_requests_month_cap', 'The most billed requests that a month may take.', async (each) => {
      const cap = await readCap(viewer, each, now);
      return cap?.limit ?? null;
    }),
  ]);
}
