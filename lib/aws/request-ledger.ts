import { AsyncLocalStorage } from 'node:async_hooks';
import type { CostExplorerClient } from '@aws-sdk/client-cost-explorer';

/** How an attempt ended: HTTP 2xx (billed, even when its body is cut), an HTTP error, or no reply at all. */
export type RequestOutcome = 'answered' | 'refused' | 'failed';

export type RequestEnd = {
  readonly outcome: RequestOutcome;
  readonly httpStatus: number | null;
  /** Error name and message; `''` when the reply was read. */
  readonly error: string;
  readonly durationMs: number;
};

/**
 * Writes down every HTTP attempt at Cost Explorer; `sync` passes one in, backed by the store.
 * `before` runs before the attempt is sent: a throw stops it, and nothing is sent or retried.
 */
export interface RequestLedger {
  before(entry: { operation: string; subject: string }): Promise<number>;
  after(id: number, end: RequestEnd): Promise<void>;
}

/**
 * Carries a ledger's own error past the SDK. The error is kept out of `cause`, where the SDK would look for
 * network codes and retry.
 */
export class LedgerFailure extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('the request ledger refused');
    this.name = 'LedgerFailure';
    this.reason = reason;
  }
}

const subjects = new AsyncLocalStorage<string>();

/** Runs `work` with `subject` written beside each attempt that it makes. */
export const withSubject = <T>(subject: string, work: () => Promise<T>): Promise<T> => subjects.run(subject, work);

/** Has every attempt of this client, the SDK's own retries included, written to `ledger`. */
export function meterRequests(client: CostExplorerClient, ledger: RequestLedger): void {
  const statuses = new WeakMap<object, number>();

  // Innermost: sees the status line, before anything tries to read the body.
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const status = statusOf(result.response);
      if (status !== null) statuses.set(context, status);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'subledgerStatus', override: true },
  );

  // Outermost of what runs once per attempt: inside the SDK's retries, around the reading of the body.
  client.middlewareStack.add(
    (next, context) => async (args) => {
      statuses.delete(context);
      const operation = (context.commandName ?? 'Unknown').replace(/Command$/, '');
      const id = await kept(() => ledger.before({ operation, subject: subjects.getStore() ?? operation }));
      const startedAt = performance.now();
      const end = (error: string) => {
        const status = statuses.get(context) ?? null;
        const durationMs = Math.round(performance.now() - startedAt);
        return kept(() => ledger.after(id, { outcome: outcomeOf(status), httpStatus: status, error, durationMs }));
      };
      let result: Awaited<ReturnType<typeof next>>;
      try {
        result = await next(args);
      } catch (error) {
        await end(nameAndMessage(error));
        throw error;
      }
      await end('');
      return result;
    },
    { step: 'deserialize', priority: 'high', name: 'subledgerLedger', override: true },
  );
}

async function kept<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw new LedgerFailure(error);
  }
}

function outcomeOf(status: number | null): RequestOutcome {
  if (status === null) return 'failed';
  return status >= 200 && status < 300 ? 'answered' : 'refused';
}

function statusOf(response: unknown): number | null {
  if (typeof response !== 'object' || response === null || !('statusCode' in response)) return null;
  return typeof response.statusCode === 'number' ? response.statusCode : null;
}

function nameAndMessage(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown error';
}
