import type { Month } from '@/lib/finance/month';

/** A part of a restatement: of which month, which month carries it, and how much, as a decimal string. */
export type BookingRow = { readonly month: Month; readonly bookedIn: Month; readonly amount: string };

/** A month to close or reopen. Amounts are decimal strings; null where nothing is known. */
export type ClosingRow = {
  readonly month: Month;
  readonly state: 'open' | 'closed';
  readonly estimated: boolean;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  /** Why it was forced; '' when it was not. */
  readonly reason: string;
  readonly controlTotal: string | null;
  readonly restatedTotal: string | null;
  readonly faults: readonly string[];
  readonly bookedIn: readonly BookingRow[];
  readonly carries: readonly BookingRow[];
  /** When the figures that it shows were published, ISO; null where none are. */
  readonly readAt: string | null;
};

/** The months of one organization, newest first. */
export type ClosingRows = {
  readonly id: string;
  readonly name: string;
  readonly currency: string | null;
  readonly next: Month | null;
  readonly rows: readonly ClosingRow[];
};

export type MonthReply =
  | { readonly ok: true; readonly months: readonly Month[] }
  | { readonly ok: false; readonly message: string };

export type MonthActions = {
  /** Closes the open months up to this one, oldest first; `reason` forces those that are not fit, null none. */
  readonly close: (connectionId: string, month: Month, reason: string | null) => Promise<MonthReply>;
  readonly reopen: (connectionId: string, month: Month, reason: string) => Promise<MonthReply>;
};
