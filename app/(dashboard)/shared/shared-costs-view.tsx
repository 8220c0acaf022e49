import { SankeyChart } from '@/components/charts/sankey-chart';
import { BeforeAfterTable } from '@/components/rules/before-after-table';
import { RulesHistory } from '@/components/rules/rules-history';
import { SharedCostsBoard } from '@/components/rules/shared-costs-board';
import { Page } from '@/components/shell/page';
import { Caution } from '@/components/ui/caution';
import { documentOf } from '@/lib/finance/rules-document';
import { BASIS_NAMES } from '@/lib/format/basis';
import { formatPlural } from '@/lib/format/count';
import { currencyName } from '@/lib/format/money';
import { formatFreshness, formatMonth, formatMonths } from '@/lib/format/time';
import type { SavedRules } from '@/lib/reports/rules-history';
import type { SharedCostsReport } from '@/lib/reports/shared-costs';
import { restoreRules, saveRules, tryMonths, tryRules } from './actions';
import { rulesTrial } from './rules-trial';

type Props = { report: SharedCostsReport; history: readonly SavedRules[]; connection: string | null; now: Date };

/** What pools move to whom, and for those who may change it the rules that say so. */
export function SharedCostsView({ report, history, connection, now }: Props) {
  const { books, costs, names, rules, residual, mayChange, asOf } = report;
  const { months, basis, currency } = books;
  const fromFiles = books.connections.every(({ connection: { kind } }) => kind === 'focus' || kind === 'cur');
  const trial = rulesTrial({ before: costs, after: costs, currency, basis, names, residual, fromFiles, closed: [] });
  const unit = `${BASIS_NAMES[basis].name}, ${currencyName(currency)}`;
  return (
    <Page
      title="Shared costs"
      sub={
        <>
          {report.whole ? formatPlural(rules?.rules.pools.length ?? 0, 'pool') : 'The part that you may see'} ·{' '}
          {formatMonths(months)} · {BASIS_NAMES[basis].name.toLowerCase()}
          {books.estimated && ' · estimated'}
          {asOf !== null && <> · as of {formatFreshness(asOf, now)}</>}
        </>
      }
    >
      <Behind report={report} />
      {rules === null ? (
        <div className="grid gap-6">
          <BeforeAfterTable table={trial.table} label="What your projects pay" />
          <SankeyChart model={trial.flows} />
        </div>
      ) : (
        <>
          <SharedCostsBoard
            saved={{ id: rules.id, rules: rules.rules, document: documentOf(rules.rules) }}
            proposed={report.proposed && documentOf(report.proposed)}
            stored={{ ...trial, milliseconds: 0 }}
            view={{ connection, months, basis }}
            {...{ names, unit, mayChange }}
            actions={{ tryRules, tryMonths, saveRules, restoreRules }}
          />
          {!mayChange && (
            <p className="mt-3 text-ink-3 text-s">Administrators and finance change these rules; you see them.</p>
          )}
          <section aria-label="History" className="mt-8">
            <h2 className="mb-2">History</h2>
            <RulesHistory entries={history} restore={mayChange ? restoreRules : null} />
          </section>
        </>
      )}
    </Page>
  );
}

function Behind({ report: { behind } }: { report: SharedCostsReport }) {
  if (behind.length === 0) return null;
  const months = [...new Set(behind.map(({ month }) => month))].sort();
  return (
    <div className="mb-4">
      <Caution>
        {`The rules in force have not reached ${months.map(formatMonth).join(', ')} yet: these figures are of earlier ones.`}
      </Caution>
    </div>
  );
}
