import { z } from 'zod';
import { columnsFault, parseColumn } from '@/lib/finance/statement/column';
import { PERIOD_KINDS, TIME_STEPS } from '@/lib/finance/statement/period';
import { COMPARISONS } from '@/lib/finance/statement/query';
import { parsePageQuery, type SearchParams } from './query';
import { CLOSE_VIEWS, type StatementAsked } from './statement-query';

/** How a sheet prints its figures. */
export const FIGURE_MODES = ['amounts', 'revenue', 'total', 'perDay', 'change'] as const;
export type FigureMode = (typeof FIGURE_MODES)[number];

const choice = <const Texts extends readonly [string, ...string[]]>(texts: Texts) =>
  z.enum(texts, { error: `must be one of ${texts.join(', ')}` });

const sheetQuery = z.object({
  by: choice(TIME_STEPS).optional(),
  period: choice(PERIOD_KINDS).default('custom'),
  compare: choice(COMPARISONS).optional(),
  units: choice(['then', 'now']).default('then'),
  view: choice(CLOSE_VIEWS).default('closed'),
  show: choice(FIGURE_MODES).default('amounts'),
  digits: choice(['0', '2']).default('2'),
});

export type StatementAddress = {
  readonly asked: StatementAsked;
  readonly show: FigureMode;
  /** Decimals of the printed figures. */
  readonly digits: number;
  /** The same for equal sheets. */
  readonly key: string;
};
export type ParsedAddress =
  | { readonly ok: true; readonly address: StatementAddress }
  | { readonly ok: false; readonly errors: readonly { readonly field: string; readonly message: string }[] };

/** Reads the address of a statement; a wrong parameter is told by name, never replaced by a default. */
export function parseStatementAddress(params: SearchParams): ParsedAddress {
  const page = parsePageQuery(params);
  const given = [params.column ?? []].flat();
  const known = Object.keys(sheetQuery.shape).filter((name) => params[name] !== undefined && params[name] !== '');
  const sheet = sheetQuery.safeParse(Object.fromEntries(known.map((name) => [name, params[name]])));
  const fault = given.length === 0 ? null : columnsFault(given);
  const errors = [
    ...(page.ok ? [] : page.errors),
    ...(sheet.success ? [] : sheet.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))),
    ...(fault ? [{ field: 'column', message: fault }] : []),
  ];
  if (!page.ok || !sheet.success || errors.length > 0) return { ok: false, errors };
  const { connection, months, basis } = page.query;
  const { by = null, period, units, view, show, digits } = sheet.data;
  // A change is against something: where nothing is named, the first column.
  const compare = sheet.data.compare ?? (show === 'change' ? 'first' : null);
  const columns = given.flatMap((text) => parseColumn(text) ?? []);
  const asked = { connection, months, basis, currency: null, columns, by, period, compare, units, view };
  return { ok: true, address: { asked, show, digits: Number(digits), key: JSON.stringify([asked, show, digits]) } };
}
