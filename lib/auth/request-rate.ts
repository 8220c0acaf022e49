import { AppError } from '@/lib/errors';

const WINDOW_MS = 60_000;
const SHELF = Symbol.for('subledger.request-rate');
type Window = { startedAt: number; count: number };
type Shelf = { [SHELF]?: Map<string, Window> };

/**
 * Counts a request of a token. `now` is in milliseconds; the window is a minute from the first request in it, in this
 * process: several servers each allow the limit.
 * @throws AppError `too-many-requests` with `retryAfter` seconds, above `limit` requests a minute
 */
export function countRequest(tokenId: string, limit: number, now: number): void {
  const shelf = globalThis as typeof globalThis & Shelf;
  shelf[SHELF] ??= new Map();
  const windows = shelf[SHELF];
  const open = windows.get(tokenId);
  if (!open || now - open.startedAt >= WINDOW_MS || now < open.startedAt) {
    if (windows.size > 10_000) forgetOld(windows, now);
    windows.set(tokenId, { startedAt: now, count: 1 });
    return;
  }
  open.count += 1;
  if (open.count <= limit) return;
  throw new TooManyRequests(limit, Math.max(1, Math.ceil((open.startedAt + WINDOW_MS - now) / 1000)));
}

function forgetOld(windows: Map<string, Window>, now: number): void {
  for (const [id, { startedAt }] of windows) if (now - startedAt >= WINDOW_MS) windows.delete(id);
}

/** More requests in a minute than a token may make. */
export class TooManyRequests extends AppError {
  constructor(
    limit: number,
    /** Seconds until the next request is let in. */
    readonly retryAfter: number,
  ) {
    super('too-many-requests', `This token made more than ${limit} requests within a minute.`, {
      fix: `Try again in ${retryAfter} seconds, or raise SUBLEDGER_API_RATE.`,
    });
  }
}
