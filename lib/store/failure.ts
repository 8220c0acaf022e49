import { isDriverAdapterError } from '@prisma/driver-adapter-utils';
import { AppError } from '@/lib/errors';

/** The file of an SQLite store, or the host of a PostgreSQL one: what a message may name. Never a password. */
export type Place = string;

const UNREACHABLE = new Set([
  'DatabaseNotReachable',
  'DatabaseDoesNotExist',
  'DatabaseAccessDenied',
  'AuthenticationFailed',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TlsConnectionError',
]);

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html. */
const SQLITE = { busy: 5, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const;

/**
 * Says what a failure of the database means: `disk-full`, `store-unavailable`, `store-corrupt`, each with its fix.
 * Anything else comes back as it is: a mistake in a statement stays one.
 */
export function explainFailure(error: unknown, place: Place): unknown {
  if (error instanceof AppError) return error;
  const { code, kind, message } = facts(error);
  if (code === SQLITE.full || code === '53100' || /no space left|disk is full|ENOSPC/i.test(message))
    return new AppError('disk-full', `The disk of ${place} is full; nothing was stored.`, {
      cause: error,
      fix: 'Free some space and run the same again: it goes on where it stopped.',
    });
  if (code === SQLITE.corrupt || code === SQLITE.notADatabase || code === 'XX001' || code === 'XX002')
    return corrupt(place, message, error);
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code) && error instanceof Error && 'path' in error)
    return unavailable(place, message, error, 'Check that the folder exists and that this user may write to it.');
  if (
    code === SQLITE.readOnly ||
    code === SQLITE.cannotOpen ||
    code === SQLITE.ioError ||
    /unable to open/i.test(message)
  )
    return unavailable(place, message, error, 'Check that the folder exists and that this user may write to it.');
  if (code === SQLITE.busy)
    return unavailable(place, 'another process has kept it locked', error, 'Try again shortly.');
  if (isConnectionFailure(code, kind, message))
    return unavailable(place, message, error, 'Check DATABASE_URL, and that the database server runs and lets us in.');
  return error;
}

/** Carries an AppError through Prisma, which takes an error's `code` for one of its own and rewrites it. */
class Carrier extends Error {
  constructor(readonly failure: AppError) {
    super(failure.message);
  }
}

/** For the adapters: fails with what the failure means, in a form that Prisma passes on. */
export function rejectExplained(error: unknown, place: Place): Promise<never> {
  const explained = explainFailure(error, place);
  return Promise.reject(explained instanceof AppError ? new Carrier(explained) : explained);
}

/** For callers of Prisma: what the adapter meant. */
export const carried = (error: unknown): unknown => (error instanceof Carrier ? error.failure : error);

/** True when another connection holds SQLite's lock: worth another attempt. */
export const isBusy = (error: unknown): boolean => facts(error).code === SQLITE.busy;

/** The refusal of a file that is not, or no longer, a readable database. */
export function corrupt(place: Place, detail: string, cause?: unknown): AppError {
  return new AppError('store-corrupt', `${place} is not a readable database: ${detail}`, {
    cause,
    fix: `Move it aside and put a copy in its place: each migration leaves one beside it, named ${place}.before-…; or start with an empty store and sync again.`,
  });
}

export function unavailable(place: Place, detail: string, cause: unknown, fix: string): AppError {
  return new AppError('store-unavailable', `The store at ${place} is not available: ${detail}`, { cause, fix });
}

/** PostgreSQL's classes 08 (connection), 53 (resources), 57P (shutdown, starting up), and the driver's own words. */
function isConnectionFailure(code: number | string | null, kind: string, message: string): boolean {
  return (
    UNREACHABLE.has(kind) ||
    (typeof code === 'string' && /^(08|53|57P0[1-5]|28|3D)/.test(code)) ||
    /ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|Connection terminated|timeout exceeded when trying to connect/i.test(
      `${code} ${message}`,
    )
  );
}

type Facts = { readonly code: number | string | null; readonly kind: string; readonly message: string };

/** SQLite's primary result code, or PostgreSQL's SQLSTATE; from the adapter's error or from the driver's own. */
function facts(error: unknown): Facts {
  if (error instanceof Error && isDriverAdapterError(error)) {
    const { kind, originalCode, originalMessage } = error.cause;
    const raw = error.cause.kind === 'sqlite' ? String(error.cause.extendedCode) : (originalCode ?? '');
    return { code: codeOf(raw), kind, message: originalMessage ?? error.message };
  }
  if (!(error instanceof Error)) return { code: null, kind: '', message: String(error) };
  const raw = 'rawCode' in error ? error.rawCode : 'code' in error ? error.code : '';
  return { code: codeOf(String(raw ?? '')), kind: '', message: error.message || String(raw) };
}

/** SQLite's extended codes are below 16 bits; a SQLSTATE has five characters, digits perhaps only. */
const codeOf = (raw: string): number | string | null =>
  raw === '' ? null : /^\d{1,4}$/.test(raw) ? Number(raw) & 0xff : raw;
