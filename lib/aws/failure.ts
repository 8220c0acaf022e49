/** What a failed attempt calls for. `final` covers everything that waiting does not mend. */
export type FailureKind = 'throttled' | 'transient' | 'truncated' | 'expired' | 'final';

/** The parts of an SDK error that decide what happens next, read without trusting its class. */
export type Failure = { readonly name: string; readonly message: string; readonly status: number | null };

const THROTTLED =
  /^(LimitExceeded(Exception)?|Throttl(ing|ed)(Exception)?|TooManyRequests(Exception)?|RequestLimitExceeded|RequestThrottled(Exception)?|SlowDown)$/;
const EXPIRED = /^(ExpiredToken(Exception)?|TokenRefreshRequired)$/;
const NETWORK =
  /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ERR_STREAM_PREMATURE_CLOSE)$/;

/** Reads name, message and HTTP status of any thrown thing. */
export function readFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), status: null };
  return { name: error.name, message: error.message, status: statusOf(error) };
}

export function failureKind(error: unknown): FailureKind {
  const { name, status } = readFailure(error);
  if (THROTTLED.test(name) || status === 429) return 'throttled';
  if (EXPIRED.test(name)) return 'expired';
  if (name === 'ConcurrentModificationException') return 'transient';
  if (status !== null && status >= 500) return 'transient';
  // A body that is not JSON under a good status was cut on its way: AWS bills it, and the SDK does not retry it.
  if (name === 'SyntaxError' && status !== null && status < 300) return 'truncated';
  return isNetworkError(error) ? 'transient' : 'final';
}

/** True when no reply came: refused, reset, unresolved or timed out. */
export function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TimeoutError' || error.name === 'RequestTimeout') return true;
  if (networkCodeOf(error) !== null) return true;
  return error.cause !== undefined && isNetworkError(error.cause);
}

/** The system's code of a network error, such as `ECONNREFUSED`; null when there is none. */
export function networkCodeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' && NETWORK.test(error.code) ? error.code : null;
}

function statusOf(error: Error): number | null {
  return numberIn(error, '$metadata', 'httpStatusCode') ?? numberIn(error, '$response', 'statusCode');
}

function numberIn(error: Error, part: string, field: string): number | null {
  const holder: unknown = Reflect.get(error, part);
  if (typeof holder !== 'object' || holder === null) return null;
  const found: unknown = Reflect.get(holder, field);
  return typeof found === 'number' ? found : null;
}
