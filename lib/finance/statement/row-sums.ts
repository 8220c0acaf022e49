import type { Month } from '../month';
import type { Mask } from './membership';
import type { Post } from './posting';

/** The sums of what was posted, by row, month and mask. */
export type RowSums = {
  readonly rows: Iterable<string>;
  /** A row's amounts by mask over some months; no entry where nothing was posted. */
  over(row: string, months: ReadonlySet<Month>): ReadonlyMap<Mask, bigint>;
};

/** Adds up postings. The second of the pair reads what the first took. */
export function summing(): { post: Post; sums: RowSums } {
  const rows = new Map<string, Map<Month, Map<Mask, bigint>>>();
  return {
    post: (row, month, mask, units) => {
      let months = rows.get(row);
      if (!months) {
        months = new Map();
        rows.set(row, months);
      }
      let masks = months.get(month);
      if (!masks) {
        masks = new Map();
        months.set(month, masks);
      }
      masks.set(mask, (masks.get(mask) ?? 0n) + units);
    },
    sums: {
      get rows() {
        return rows.keys();
      },
      over: (row, wanted) => {
        const sum = new Map<Mask, bigint>();
        for (const [month, masks] of rows.get(row) ?? []) {
          if (!wanted.has(month)) continue;
          for (const [mask, units] of masks) sum.set(mask, (sum.get(mask) ?? 0n) + units);
        }
        return sum;
      },
    },
  };
}
