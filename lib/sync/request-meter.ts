import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestLedger } from '@/lib/aws/request-ledger';
import { AppError } from '@/lib/errors';
import { addMonths, firstDay, monthOf } from '@/lib/finance/month';
import type { Database } from '@/lib/store/database';
import { countBilled, recordOutcome, recordSent } from '@/lib/store/ledger';

/** The run and step that a request belongs to; null for one outside a run, as `doctor` makes. */
export type RequestOwner = { readonly runId: string | null; readonly stepId: string | null };

const owners = new AsyncLocalStorage<RequestOwner>();

/** Books every Cost Explorer request made inside `work` on this run and step. */
export const withOwner = <T>(owner: RequestOwner, work: () => Promise<T>): Promise<T> => owners.run(owner, work);

/** A meter that books every Cost Explorer attempt before it is sent and stops the one that would exceed the cap. */
export type MeterOptions = {
  readonly connectionId: string;
  readonly cap: number;
  readonly clock: () => Date;
  /** Once it is aborted no request is sent any more. */
  readonly signal?: AbortSignal | undefined;
};

export function requestMeter(db: Database, { connectionId, cap, clock, signal }: MeterOptions): RequestLedger {
  return {
    async before({ operation, subject }) {
      if (signal?.aborted) {
        throw new AppError('conflict', 'Stopped on request.', {
          fix: 'The next sync goes on from here; no request is repeated.',
        });
      }
      const now = clock();
      const month = monthOf(now);
      const range = { from: `${firstDay(month)}T00:00:00.000Z`, to: `${firstDay(addMonths(month, 1))}T00:00:00.000Z` };
      const billed = await countBilled(db, connectionId, range);
      if (billed >= cap) {
        throw new AppError(
          'cap-reached',
          `The monthly cap of ${cap} Cost Explorer requests is reached: ${billed} were made in ${month}.`,
          {
            fix: 'Raise SUBLEDGER_MONTHLY_REQUEST_CAP (each request costs $0.01) or wait for the next calendar month.',
          },
        );
      }
      const owner = owners.getStore() ?? { runId: null, stepId: null };
      return recordSent(db, { connectionId, ...owner, operation, subject, sentAt: now.toISOString() });
    },
    after: (id, end) => recordOutcome(db, id, end),
  };
}
