/** The columns that stand beside the name, in the order in which they are drawn. */
export const TREE_COLUMNS = [
  { name: 'id', label: 'Account id', width: 108, align: 'right', sorts: 'text' },
  { name: 'state', label: 'State', width: 92, align: 'left', sorts: 'text' },
  { name: 'email', label: 'E-mail', width: 220, align: 'left', sorts: 'text' },
  { name: 'joined', label: 'Joined', width: 92, align: 'right', sorts: 'number' },
  { name: 'own', label: 'Own cost', width: 112, align: 'right', sorts: 'number' },
  { name: 'total', label: 'With children', width: 124, align: 'right', sorts: 'number' },
  { name: 'change', label: 'Change', width: 84, align: 'right', sorts: 'number' },
  { name: 'share', label: 'Share', width: 136, align: 'right', sorts: 'number' },
  { name: 'spark', label: '13 months', width: 106, align: 'right', sorts: null },
  { name: 'tagged', label: 'Tagged', width: 94, align: 'right', sorts: 'number' },
] as const;
export type TreeColumn = (typeof TREE_COLUMNS)[number];
export type ColumnName = TreeColumn['name'];

export const DEFAULT_COLUMNS: readonly ColumnName[] = ['id', 'own', 'total', 'change', 'share', 'spark', 'tagged'];

/** Widths of a window from which a column may stand, and what there is for columns then, in pixels beside the name. */
const BREAKS = [
  { from: 'tablet', room: 320 },
  { from: 'desk', room: 470 },
  { from: 'wide', room: 772 },
  { from: 'broad', room: 930 },
  { from: 'huge', room: 1200 },
] as const;
export type ColumnBreak = (typeof BREAKS)[number]['from'];

/** When the window is too narrow for all, these stay first; then what was chosen beside the usual; then the last ones. */
const FIRST: readonly ColumnName[] = ['total', 'change', 'id', 'own'];
const LAST: readonly ColumnName[] = ['spark', 'tagged', 'share'];

/** The columns of a table: which of them stands from which width on, and the grid at each width. */
export type ColumnLayout = {
  readonly columns: readonly (TreeColumn & { readonly from: ColumnBreak })[];
  /** `grid-template-columns`, as the variables `--tablet`, `--desk` … that `GRID` reads. */
  readonly grids: Readonly<Record<`--${ColumnBreak}`, string>>;
};

export function layOutColumns(chosen: readonly ColumnName[]): ColumnLayout {
  const ranked = [
    ...FIRST.filter((name) => chosen.includes(name)),
    ...chosen.filter((name) => !FIRST.includes(name) && !LAST.includes(name)),
    ...LAST.filter((name) => chosen.includes(name)),
  ];
  const from = new Map<ColumnName, ColumnBreak>();
  for (const each of BREAKS) {
    let left = each.room;
    for (const name of ranked) {
      left -= widthOf(name);
      if (left < 0 && each.from !== 'huge') break;
      if (!from.has(name)) from.set(name, each.from);
    }
  }
  const columns = TREE_COLUMNS.flatMap((column) => {
    const first = from.get(column.name);
    return first === undefined ? [] : [{ ...column, from: first }];
  });
  const grid = (at: ColumnBreak): string => {
    const shown = columns.filter((column) => rank(column.from) <= rank(at));
    return ['minmax(0,1fr)', ...shown.map(({ width }) => `${width}px`)].join(' ');
  };
  const grids = {
    '--tablet': grid('tablet'),
    '--desk': grid('desk'),
    '--wide': grid('wide'),
    '--broad': grid('broad'),
    '--huge': grid('huge'),
  };
  return { columns, grids };
}

const widthOf = (name: ColumnName): number => TREE_COLUMNS.find((column) => column.name === name)?.width ?? 0;
const rank = (from: ColumnBreak): number => BREAKS.findIndex((each) => each.from === from);

/** A line of the table. A phone has the name and the total, which has the change beneath it. */
export const GRID =
  'grid items-center gap-x-0 grid-cols-[minmax(0,1fr)_auto] tablet:grid-cols-(--tablet) desk:grid-cols-(--desk) wide:grid-cols-(--wide) min-[1440px]:grid-cols-(--broad) min-[1680px]:grid-cols-(--huge)';

/** Shows a cell from its width on. */
export const SHOWN: Record<ColumnBreak, string> = {
  tablet: 'hidden tablet:block',
  desk: 'hidden desk:block',
  wide: 'hidden wide:block',
  broad: 'hidden min-[1440px]:block',
  huge: 'hidden min-[1680px]:block',
};
