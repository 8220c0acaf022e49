import { createHash } from 'node:crypto';

/** Longer contents are told by their digest and their beginning. In characters. */
const LONGEST = 40_000;
const BEGINNING = 4_000;
const LONGEST_NAME = 400;

const SECRET_KEY = /^(token|secret|password|passphrase|hash|link|cookie|authorization|externalid|csrf|credentials?)$/i;
const SECRET_KEY_END = /(token|secret|password|passwordHash|accessKey|privateKey)$/i;
const SECRET_TEXT = /sbl_[\w-]{20,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g;
const HIDDEN = '(hidden)';

/**
 * What an act found or left, as JSON that is the same for the same content: keys in order, whole numbers of any size as
 * text, what is named or looks like a secret hidden, and what is very long as its digest and beginning.
 */
export function auditJson(content: unknown): string {
  const text = JSON.stringify(plain(content)) ?? 'null';
  if (text.length <= LONGEST) return text;
  const sha256 = createHash('sha256').update(text).digest('hex');
  return JSON.stringify({ beginning: text.slice(0, BEGINNING), characters: text.length, sha256 });
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string') return value.replace(SECRET_TEXT, HIDDEN);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Set || value instanceof Map) return plain([...value]);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, isSecret(key) ? hidden(each) : plain(each)]));
}

const isSecret = (key: string): boolean => SECRET_KEY.test(key) || SECRET_KEY_END.test(key);

/** That there was none is no secret. */
const hidden = (value: unknown): unknown => (value === null || value === undefined ? value : HIDDEN);

/** A name as the log keeps it: one line, at most 400 characters, nothing that a database would store otherwise. */
export const auditName = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: line ends and zeros would forge or break a line of the log.
  [...text.replace(SECRET_TEXT, HIDDEN).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/gu, ' ')]
    .slice(0, LONGEST_NAME)
    .join('');
