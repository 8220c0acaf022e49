import type { SheetRow } from './sheet-model';

/** How deep a sheet stands open: rows alone, their parts, or everything. */
export const LEVELS = [0, 1, 2] as const;
export type Level = (typeof LEVELS)[number];
export const DEFAULT_LEVEL: Level = 1;

/** What stands open: all rows to a level, but for those that were flipped. */
export type Folding = { readonly level: Level; readonly flipped: ReadonlySet<string> };

export type VisibleRow = {
  readonly row: SheetRow;
  /** Null for a row that has nothing below it. */
  readonly open: boolean | null;
};

/** Rows that stand beside the sums, such as the blocks by class, open a level later. */
const opensAt = ({ depth, kind }: SheetRow): number => depth + (kind === 'memo' ? 1 : 0);

/** The rows that show, a parent before its parts. */
export function visibleRows(rows: readonly SheetRow[], { level, flipped }: Folding): VisibleRow[] {
  const parents = new Set(rows.map(({ parent }) => parent));
  const open = new Map<string, boolean>();
  const shown: VisibleRow[] = [];
  for (const row of rows) {
    const isShown = row.parent === null || open.get(row.parent) === true;
    const opens = parents.has(row.key) ? opensAt(row) < level !== flipped.has(row.key) : null;
    open.set(row.key, isShown && opens === true);
    if (isShown) shown.push({ row, open: opens });
  }
  return shown;
}

export const flip = (flipped: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  flipped.has(key) ? new Set([...flipped].filter((each) => each !== key)) : new Set([...flipped, key]);

/** As the address has it. Keys hold any character but the tilde that stands between them. */
export const FOLDING_PARAMS = ['level', 'flip'] as const;

export function readFolding(get: (name: string) => string | null): Folding {
  const level = LEVELS.find((each) => String(each) === get('level')) ?? DEFAULT_LEVEL;
  return { level, flipped: new Set((get('flip') ?? '').split('~').filter((key) => key !== '')) };
}

export const writeFolding = ({ level, flipped }: Folding): Record<string, string | null> => ({
  level: level === DEFAULT_LEVEL ? null : String(level),
  flip: flipped.size === 0 ? null : [...flipped].join('~'),
});
