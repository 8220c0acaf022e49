import { sameAmounts } from '@/lib/finance/basis';
import { type ControlTotal, categoryOf } from '@/lib/finance/cube';
import type { Month } from '@/lib/finance/month';
import type { MonthBook } from '@/lib/store/books';

const MINUTE = 60_000;
/** A daily schedule starts a little early or late: a reading of nearly a day ago counts as one of a day ago. */
const SLACK = 10 * MINUTE;
export const DAY_AGE = 24 * 60 * MINUTE - SLACK;
export const WEEK_AGE = 7 * 24 * 60 * MINUTE - SLACK;

/** Why a month is asked again (`finance.md` §5, "What is skipped"). */
export type DueReason = 'full' | 'missing' | 'control' | 'final' | 'unsettled' | 'day' | 'week' | 'backfill';

/** What the store holds of a month. */
export type MonthReading = {
  readonly book: MonthBook | null;
  /** Instant of the published reading, by cube; ISO. */
  readonly loadedAt: ReadonlyMap<string, string>;
};

export type DueInput = {
  readonly now: Date;
  readonly full: boolean;
  readonly openMonth: Month;
  readonly previousMonth: Month;
  /** AWS's control totals of this run; null while they are not known, when only age decides. */
  readonly controls: ReadonlyMap<Month, ControlTotal> | null;
  /** Instant of the latest tag backfill that AWS reported; null when none. */
  readonly definitionsChangedAt: string | null;
  /** Instant at which a cost category was last found to be another one than before; null when none was. */
  readonly categoriesChangedAt: string | null;
};

/** Cubes that a tag backfill or a changed category rewrites at equal totals. */
const isRewritable = (cube: string): boolean => /^(tag|chain|category|detail):/.test(cube);

/** Why this cube of this month must be asked, or null when it may be skipped. */
export function dueReason(
  input: DueInput,
  month: Month,
  cube: string,
  reading: MonthReading | undefined,
): DueReason | null {
  if (input.full) return 'full';
  const loadedAt = reading?.loadedAt.get(cube);
  if (loadedAt === undefined) return 'missing';
  const { book } = reading ?? {};
  const control = input.controls?.get(month);
  if (!book) return 'missing';
  if (control && book.estimated !== control.estimated) return 'final';
  if (control && !sameAmounts(book.amounts, control.amounts)) return 'control';
  if (!book.holds || book.pending !== '') return 'unsettled';
  const age = input.now.getTime() - Date.parse(loadedAt);
  if (age >= WEEK_AGE) return 'week';
  if (age >= DAY_AGE && (month === input.openMonth || month === input.previousMonth)) return 'day';
  const isLater = (at: string | null): boolean => at !== null && at > loadedAt;
  if (isRewritable(cube) && isLater(input.definitionsChangedAt)) return 'backfill';
  if (categoryOf(cube) !== null && isLater(input.categoriesChangedAt)) return 'backfill';
  return null;
}
