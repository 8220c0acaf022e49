import { RequestCap } from '@/components/settings/request-cap';
import { RequestLedger } from '@/components/settings/request-ledger';
import { RunHistory } from '@/components/settings/run-history';
import { SyncPanel } from '@/components/settings/sync-panel';
import { SyncPlan } from '@/components/settings/sync-plan';
import type { SyncReport } from '@/lib/reports/shapes';

type Props = {
  report: SyncReport;
  start: (connectionId: string) => Promise<{ ok: true; runId: string } | { ok: false; message: string }>;
};

/** What a sync would do and cost, what it is doing, and what every one before did. */
export function SyncView({ report, start }: Props) {
  const { connection, plan, cap } = report;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <section aria-label="Plan" className="border border-rule bg-surface px-[18px] py-4">
        <h2 className="mb-2.5">{connection.name}</h2>
        {plan ? (
          <div className="flex flex-wrap gap-x-12 gap-y-5">
            <div className="grid min-w-0 grow basis-[min(420px,100%)] grid-cols-[minmax(0,1fr)] gap-4">
              <SyncPlan plan={plan} />
              <SyncPanel
                connectionId={connection.id}
                runId={report.running?.runId ?? null}
                eventsUrl="/api/events/sync?run="
                start={start}
              />
            </div>
            {cap && <RequestCap cap={cap} />}
          </div>
        ) : (
          <p className="text-ink-2">
            This connection is a bill in a file: it asks nothing of AWS. Import a newer file under the same name to
            replace the billing periods that it holds.
          </p>
        )}
      </section>
      <section>
        <h2 className="mb-2.5">History</h2>
        {report.runs.length > 0 ? (
          <RunHistory runs={report.runs} />
        ) : (
          <p className="text-ink-2">No sync has run yet.</p>
        )}
      </section>
      {plan && (
        <section>
          <h2 className="mb-2.5">Request ledger</h2>
          {report.ledger.length > 0 ? (
            <RequestLedger rows={report.ledger} total={report.ledgerTotal} />
          ) : (
            <p className="text-ink-2">Cost Explorer was not asked anything yet. Every attempt is listed here.</p>
          )}
        </section>
      )}
    </div>
  );
}
