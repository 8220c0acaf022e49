import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type LoggerOptions, pino } from 'pino';
import { z } from 'zod';
import { readableLine } from './readable-line';

/** Keys whose values never reach a log, at the top of an entry or one level down. */
const HIDDEN = [
  'authorization',
  'cookie',
  'externalId',
  'password',
  'secret',
  'token',
  'sessionToken',
  'secretAccessKey',
];

const options: LoggerOptions = {
  level: process.env.NODE_ENV === 'test' ? 'silent' : 'info',
  base: null,
  timestamp: () => `,"at":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label }) },
  mixin: requestOf,
  redact: { paths: HIDDEN.flatMap((key) => [key, `*.${key}`]), censor: '(hidden)' },
};

/** The request that is being answered, where the gate of the server (`lib/cli/gate.mjs`) keeps it. */
function requestOf(): { request?: string } {
  const found: unknown = Reflect.get(globalThis, Symbol.for('subledger.request'));
  const current: unknown = found instanceof AsyncLocalStorage ? found.getStore() : undefined;
  const { id } = z.looseObject({ id: z.string() }).safeParse(current).data ?? {};
  return id === undefined ? {} : { request: id };
}

/** Standard output belongs to what a command was asked for: everything here goes to standard error. */
const destination: DestinationStream = {
  write: (line) => {
    process.stderr.write(process.env.NODE_ENV === 'production' ? line : readableLine(line));
  },
};

/** The program's log: one JSON object a line in production, a readable line elsewhere, silence in unit tests. */
export const log = createLog(destination);

/** A log with the same rules that writes elsewhere. */
export function createLog(stream: DestinationStream, level = options.level) {
  return pino({ ...options, ...(level === undefined ? {} : { level }) }, stream);
}
