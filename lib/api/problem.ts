import { AppError, type ErrorCode } from '@/lib/errors';
import { log } from '@/lib/telemetry/log';
import type { Problem } from './problem-reply';

const TITLES: Record<ErrorCode, string> = {
  'invalid-input': 'Something in the request is wrong',
  'mixed-currencies': 'Several currencies',
  unauthenticated: 'No valid key',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  'method-not-allowed': 'Method not allowed',
  'too-large': 'Too large',
  conflict: 'Not possible as things stand',
  'sync-running': 'A sync is running',
  'cap-reached': 'The monthly request cap is reached',
  'too-many-requests': 'Too many requests',
  'aws-access-denied': 'AWS denied the request',
  'aws-not-ready': 'AWS is not ready',
  'aws-credentials': 'AWS does not accept the credentials',
  'aws-throttled': 'AWS throttles',
  'aws-bad-reply': 'AWS sent a reply that cannot be read',
  'aws-unavailable': 'AWS cannot be reached',
  'aws-refused': 'AWS refused the request',
  'store-unavailable': 'The store cannot be reached',
  'store-newer': 'The store is newer than this program',
  'store-corrupt': 'The store is damaged',
  'disk-full': 'The disk is full',
  configuration: 'The server is not configured rightly',
  internal: 'Something went wrong in the server',
};

/** The problem of an AppError; anything else is logged and told without its internals. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof AppError)) {
    log.error({ err: error }, 'a request failed');
    return problem('internal', 500, 'The server failed; its log says why.', '', []);
  }
  if (error.status >= 500) log.error({ err: error }, 'a request failed');
  return problem(error.code, error.status, error.message, error.fix ?? '', error.errors);
}

function problem(
  code: ErrorCode,
  status: number,
  detail: string,
  fix: string,
  errors: readonly Problem['errors'][number][],
): Problem {
  return { type: `urn:subledger:problem:${code}`, title: TITLES[code], status, detail, fix, errors: [...errors] };
}

/** Answers with a problem. A 401 says how to sign in, a 429 when to come back, a 405 what else is allowed. */
export function problemResponse(error: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  const body = problemOf(error);
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(body.status === 401 ? { 'www-authenticate': 'Bearer realm="subledger"' } : {}),
      ...(error instanceof AppError && 'retryAfter' in error ? { 'retry-after': String(error.retryAfter) } : {}),
      ...headers,
    },
  });
}

/** The one place where a route handler's errors are caught. */
export async function respond(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    return problemResponse(error);
  }
}
