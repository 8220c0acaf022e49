import { z } from 'zod';
import type { AuditFilter } from '@/lib/store/audit-entries';
import type { SearchParams } from './query';

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 2026-11-24');
const name = z.string().max(400);

/** Days are both inclusive here, as a person says them. `before` is the number of an entry: older ones are shown. */
const schema = z.object({
  who: name.optional(),
  what: name.optional(),
  words: name.optional(),
  since: day.optional(),
  until: day.optional(),
  before: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be the number of an entry')
    .transform(Number)
    .optional(),
});
export type AuditQuery = z.output<typeof schema>;

export type ParsedAuditQuery =
  | { readonly ok: true; readonly query: AuditQuery }
  | { readonly ok: false; readonly errors: readonly { readonly field: string; readonly message: string }[] };

/** Reads the address of the audit screen; what is empty is not asked for. */
export function parseAuditQuery(params: SearchParams): ParsedAuditQuery {
  const given = Object.fromEntries(Object.entries(params).filter(([, text]) => text !== undefined && text !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, query: parsed.data };
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  return { ok: false, errors };
}

/** The entries that a query means: of whole days, UTC. */
export const auditFilterOf = ({ who, what, words, since, until }: AuditQuery): AuditFilter => ({
  ...{ actor: who, action: what, words, from: since },
  to: until === undefined ? undefined : dayAfter(until),
});

const dayAfter = (text: string): string =>
  new Date(Date.parse(`${text}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
