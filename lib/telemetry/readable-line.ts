import { z } from 'zod';

const entrySchema = z.looseObject({ level: z.string(), at: z.string(), msg: z.string().optional() });
const errorSchema = z.looseObject({ message: z.string(), stack: z.string().optional() });

/** Rewrites one JSON line of the log for a person: time of day (UTC), level, message, then the other keys. */
export function readableLine(line: string): string {
  const { level, at, msg, err, ...rest } = entrySchema.parse(JSON.parse(line));
  const pairs = Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  const error = errorSchema.safeParse(err).data;
  const head = [at.slice(11, 19), level.padEnd(5), ...(msg === undefined ? [] : [msg]), ...pairs].join(' ');
  return `${head}\n${error ? `${error.stack ?? error.message}\n` : ''}`;
}
