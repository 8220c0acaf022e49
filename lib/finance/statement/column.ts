import type { FaceName } from '../face';

/** What a column of a statement may stand for (`finance.md` §10). */
export const COLUMN_KINDS = ['organization', 'connection', 'ou', 'account', 'project', 'environment', 'class'] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** An entity as a column. `id` is '' for the organization. */
export type Column = { readonly kind: ColumnKind; readonly id: string };

export const MOST_COLUMNS = 8;

/** Columns that the sheet adds to the chosen ones, the last of every sheet, in this order. */
export const OVERLAP = 'overlap';
export const REST = 'rest';
export const TOTAL = 'total';

/** `organization`, `project:checkout`. Ids may hold any character. */
export const columnKey = ({ kind, id }: Column): string => (kind === 'organization' ? kind : `${kind}:${id}`);

/** Reads `columnKey` back; null for any other text. */
export function parseColumn(text: string): Column | null {
  if (text === 'organization') return { kind: 'organization', id: '' };
  const colon = text.indexOf(':');
  const kind = COLUMN_KINDS.find((each) => each !== 'organization' && each === text.slice(0, Math.max(0, colon)));
  const id = text.slice(colon + 1);
  return kind && id !== '' ? { kind, id } : null;
}

/** What is wrong with chosen columns as written, with what would be right; null when nothing is. */
export function columnsFault(texts: readonly string[]): string | null {
  if (texts.length === 0) return 'needs at least one column, such as organization or project:checkout';
  if (texts.length > MOST_COLUMNS) return `takes at most ${MOST_COLUMNS} columns, ${texts.length} were given`;
  const unknown = texts.find((text) => parseColumn(text) === null);
  if (unknown !== undefined) {
    return `${unknown.slice(0, 80)} is no column; write organization, or one of ${COLUMN_KINDS.slice(1).join(', ')} with an id, as in project:checkout`;
  }
  const twice = texts.find((text, at) => texts.indexOf(text) !== at);
  return twice === undefined ? null : `${twice.slice(0, 80)} is given twice`;
}

/**
 * The smallest faces that tell the columns apart (`finance.md` §7): `usage` for what the usage was for, `homes` for whose it
 * was where columns are environments, which slices do not know; null where slices suffice.
 */
export function facesOf(columns: readonly Column[]): { usage: FaceName; homes: FaceName | null } {
  const has = (...kinds: ColumnKind[]): boolean => columns.some(({ kind }) => kinds.includes(kind));
  const home = has('project', 'class');
  if (!has('environment')) return { usage: home ? 'home.service' : 'service', homes: null };
  return { usage: home ? 'home.environment.service' : 'environment.service', homes: 'home.environment' };
}
