import type { Environment } from '@/lib/env';
import type { Connection } from '@/lib/store/connections';
import { demoSince } from './demo-since';

/**
 * Runs `work` with the endpoint that a connection's payer is reached at: null for a real one (the SDK's own settings
 * count). The demo company has no AWS: the server's sandbox answers for it, or one that lives as long as the command.
 */
export async function withPayerEndpoint<T>(
  environment: Environment,
  connection: Connection,
  work: (endpoint: string | null) => Promise<T>,
): Promise<T> {
  if (connection.kind !== 'demo') return work(null);
  if (environment.demoEndpoint !== null) return work(environment.demoEndpoint);
  const [{ startSandbox }, { demoWorld }] = await Promise.all([
    import('@/lib/sandbox/server'),
    import('@/lib/sandbox/demo-world'),
  ]);
  const sandbox = await startSandbox({ world: demoWorld(() => new Date(), demoSince(connection)) });
  try {
    return await work(sandbox.url);
  } finally {
    await sandbox.close();
  }
}
