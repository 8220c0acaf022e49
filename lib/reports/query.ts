import { z } from 'zod';
import { BASES, DEFAULT_BASIS } from '@/lib/finance/basis';
import { addMonths, isMonth, type MonthRange } from '@/lib/finance/month';

/** What an address of a page may hold: each parameter once, more than once, or not at all. */
export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The parameters that are given once, as name and text, for a link that takes them along. */
export const paramPairs = (params: SearchParams): [string, string][] =>
  Object.entries(params).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name, text] satisfies [string, string]] : [],
  );

const LONGEST_RANGE = 60;

const month = z.string().refine(isMonth, 'must be a month such as 2026-10');

/** Pages read what they know and ignore the rest of the address; `month` is short for a range of one. */
const pageQuery = z
  .object({
    connection: z.string().min(1).max(200).optional(),
    month: month.optional(),
    from: month.optional(),
    to: month.optional(),
    basis: z.enum(BASES, { error: `must be one of ${BASES.join(', ')}` }).default(DEFAULT_BASIS),
  })
  .superRefine((query, context) => {
    const fault = rangeFault(query);
    if (fault) context.addIssue({ code: 'custom', path: [fault.field], message: fault.message });
  });

type Given = { month?: string | undefined; from?: string | undefined; to?: string | undefined };

function rangeFault({ month, from, to }: Given): { field: string; message: string } | null {
  if (month && (from || to)) return { field: 'month', message: 'stands alone: give month, or from and to' };
  if (!from !== !to) return { field: from ? 'to' : 'from', message: 'is missing: a range has both ends, to exclusive' };
  if (from && to && from >= to) return { field: 'to', message: 'must be after from (it is exclusive)' };
  if (from && to && addMonths(from, LONGEST_RANGE) < to) {
    return { field: 'to', message: `must be at most ${LONGEST_RANGE} months after from` };
  }
  return null;
}

/** What a money page asks for. `connection` is an id or a name; null months mean the last full month. */
export type PageQuery = {
  readonly connection: string | null;
  readonly months: MonthRange | null;
  readonly basis: (typeof BASES)[number];
  /** The same for equal queries. */
  readonly key: string;
};
export type ParsedQuery =
  | { readonly ok: true; readonly query: PageQuery }
  | { readonly ok: false; readonly errors: readonly { readonly field: string; readonly message: string }[] };

/** Reads the address of a money page; a wrong parameter is told by name, never replaced by a default. */
export function parsePageQuery(params: SearchParams): ParsedQuery {
  const given = Object.fromEntries(Object.entries(params).filter(([, text]) => text !== undefined && text !== ''));
  const repeated = Object.keys(pageQuery.shape).find((field) => Array.isArray(given[field]));
  if (repeated) return { ok: false, errors: [{ field: repeated, message: 'is given more than once' }] };
  const parsed = pageQuery.safeParse(given);
  if (!parsed.success) {
    return {
      ok: false,
      errors: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
    };
  }
  const { connection = null, month, from, to, basis } = parsed.data;
  const months = month ? { from: month, to: addMonths(month, 1) } : from && to ? { from, to } : null;
  return { ok: true, query: { connection, months, basis, key: JSON.stringify([connection, months, basis]) } };
}
