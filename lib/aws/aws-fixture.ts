import { createServer, type IncomingMessage } from 'node:http';
import { AppError } from '@/lib/errors';
import { type AwsClients, type AwsTarget, createAwsClients, destroyAwsClients } from './clients';
import type { CostQuery } from './cost-query';
import type { RequestEnd, RequestLedger } from './request-ledger';

export type LedgerRow = { readonly operation: string; readonly subject: string; end: RequestEnd | null };

/** A ledger in memory. `refuse` is thrown from `before` once `limit` attempts were written. */
export function recordingLedger(limit = Number.POSITIVE_INFINITY, refuse: unknown = null) {
  const rows: LedgerRow[] = [];
  const ledger: RequestLedger = {
    before: async (entry) => {
      if (rows.length >= limit) throw refuse;
      return rows.push({ ...entry, end: null }) - 1;
    },
    after: async (id, end) => {
      const row = rows[id];
      if (row) row.end = end;
    },
  };
  return { ledger, rows, outcomes: () => rows.map(({ end }) => end?.outcome ?? 'sent') };
}

/** Real clients on a local endpoint, closed with the test. */
export function openClients(url: string, ledger: RequestLedger, role: Partial<AwsTarget> = {}) {
  const target = { region: 'us-east-1', roleArn: null, externalId: null, endpoint: url, ...role };
  const clients: AwsClients = createAwsClients(target, ledger);
  return { ...clients, [Symbol.dispose]: () => destroyAwsClients(clients) };
}

/** Waits that pass at once, and are written down. */
export function timeless(random = 0.5) {
  const waits: number[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  return { waits, options: { sleep, random: () => random } };
}

export const queryOf = (rest: Partial<CostQuery> = {}): CostQuery => ({
  subject: 'a test',
  granularity: 'MONTHLY',
  from: '2026-10-01',
  to: '2026-12-01',
  groupBy: [],
  filter: null,
  ...rest,
});

type Answer = (operation: string, body: Record<string, unknown>) => unknown;

/** A server that answers AWS JSON 1.1 with what `answer` returns: for replies that others recorded. */
export async function serveReplies(answer: Answer) {
  const server = createServer(async (message, response) => {
    const operation = String(message.headers['x-amz-target']).split('.')[1] ?? '';
    const text = JSON.stringify(answer(operation, JSON.parse(await textOf(message))));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close };
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8') || '{}';
}

/** The `AppError` that `work` ends with; anything else fails the test. */
export const refusalOf = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(error)),
  );
