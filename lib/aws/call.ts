import { setTimeout as wait } from 'node:timers/promises';
import type { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { STSClient } from '@aws-sdk/client-sts';
import type { z } from 'zod';
import { AppError } from '@/lib/errors';
import type { AwsTarget } from './clients';
import { failureKind } from './failure';
import { toAppError } from './refusal';
import { LedgerFailure } from './request-ledger';

/** Bounds and clockwork of one call; tests inject `sleep` and `random`. */
export type CallOptions = {
  /** How long throttling is waited out, in milliseconds of one call. Default 15 minutes. */
  readonly deadlineMs?: number | undefined;
  /** How often a 5xx or a lost connection is tried again beyond the SDK's own retries. Default 5. */
  readonly transientRetries?: number | undefined;
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** In [0, 1). */
  readonly random?: (() => number) | undefined;
  /** Aborting it stops the call, the wait included; the call then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
};

export type AwsCall = {
  readonly client: CostExplorerClient | OrganizationsClient | STSClient;
  /** The IAM action, `ce:GetCostAndUsage`: what a refusal names. */
  readonly action: string;
  readonly target: AwsTarget;
};

const DEADLINE_MS = 15 * 60_000;
const TRANSIENT_RETRIES = 5;
const LONGEST_WAIT_MS = { throttled: 60_000, transient: 20_000 };

/**
 * Sends until AWS answers. Throttling is waited out to the deadline, a 5xx or a lost connection a few times, a cut
 * body is asked again once, expired credentials are fetched anew once. What remains is thrown as an `AppError`;
 * an error of the request ledger is thrown as it is.
 */
export async function callAws<Reply>(
  call: AwsCall,
  send: (http: { abortSignal?: AbortSignal }) => Promise<Reply>,
  options: CallOptions = {},
): Promise<Reply> {
  const startedAt = Date.now();
  const tries = { throttled: 0, transient: 0, truncated: 0, expired: 0 };
  let slept = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    try {
      return await send(options.signal ? { abortSignal: options.signal } : {});
    } catch (error) {
      if (error instanceof LedgerFailure) throw error.reason;
      options.signal?.throwIfAborted();
      const kind = failureKind(error);
      const give = () => toAppError(error, { action: call.action, target: call.target });
      if (kind === 'final') throw give();
      const done = tries[kind]++;
      if (kind === 'truncated' || kind === 'expired') {
        if (done > 0) throw give();
        if (kind === 'expired') await renewCredentials(call);
        continue;
      }
      if (kind === 'transient' && done >= (options.transientRetries ?? TRANSIENT_RETRIES)) throw give();
      const ms = backoff(done, LONGEST_WAIT_MS[kind], options.random ?? Math.random);
      const elapsed = Math.max(slept, Date.now() - startedAt);
      if (elapsed + ms > (options.deadlineMs ?? DEADLINE_MS)) throw give();
      await pause(ms, options);
      slept += ms;
    }
  }
}

/** Half of the doubling wait is certain, the other half is chance, so that two syncs do not knock together. */
export function backoff(done: number, longestMs: number, random: () => number): number {
  const ceiling = Math.min(longestMs, 1_000 * 2 ** Math.min(done, 20));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}

async function pause(ms: number, { sleep, signal }: CallOptions): Promise<void> {
  if (sleep) return sleep(ms);
  try {
    await wait(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

async function renewCredentials(call: AwsCall): Promise<void> {
  try {
    await call.client.config.credentials({ forceRefresh: true });
  } catch (error) {
    throw toAppError(error, { action: 'sts:AssumeRole', target: call.target });
  }
}

/** Passes a reply through its schema. @throws AppError `aws-bad-reply` that names the operation and the field. */
export function readReply<T>(schema: z.ZodType<T>, reply: unknown, operation: string): T {
  const parsed = schema.safeParse(reply);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'the reply';
  throw badReply(operation, `${field}: ${issue?.message ?? 'not as documented'}`, parsed.error);
}

export function badReply(operation: string, fault: string, cause?: unknown): AppError {
  return new AppError('aws-bad-reply', `AWS answered ${operation} with something unreadable: ${fault}`, {
    cause,
    fix: 'Nothing was stored from it. Sync again; if it stays, report the operation and the field.',
  });
}
