import type { Month } from '../month';
import { MOST_COLUMNS } from './column';
import type { Mask } from './membership';
import type { Post } from './posting';

/** The sums of what was posted, by row, month and mask. */
export type RowSums = {
  readonly rows: Iterable<string>;
  /** A row's amounts by mask over some months; no entry where nothing was posted. */
  over(row: string, months: ReadonlySet<Month>): ReadonlyMap<Mask, bigint>;
};

/** One more than the largest mask. */
const MASKS = 1 << MOST_COLUMNS;

/** Adds up postings. The second of the pair reads what the first took. */
export function summing(): { post: Post; sums: RowSums } {
  const rows = new Map<string, Map<number, bigint>>();
  const places = new Map<Month, number>();
  const names: Month[] = [];
  const placeOf = (month: Month): number => {
    const known = places.get(month);
    if (known !== undefined) return known;
    places.set(month, names.length);
    return names.push(month) - 1;
  };
  return {
    post: (row, month, mask, units) => {
      let cells = rows.get(row);
      if (!cells) {
        cells = new Map();
        rows.set(row, cells);
      }
      const key = placeOf(month) * MASKS + mask;
      cells.set(key, (cells.get(key) ?? 0n) + units);
    },
    sums: {
      get rows() {
        return rows.keys();
      },
      over: (row, wanted) => {
        const sum = new Map<Mask, bigint>();
        for (const [key, units] of rows.get(row) ?? []) {
          const mask = key % MASKS;
          const month = names[Math.floor(key / MASKS)];
          if (month !== undefined && wanted.has(month)) sum.set(mask, (sum.get(mask) ?? 0n) + units);
        }
        return sum;
      },
    },
  };
}
