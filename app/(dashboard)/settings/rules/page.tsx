import type { Metadata } from 'next';
import { RulesBoard } from '@/components/rules/rules-board';
import { RulesHistory } from '@/components/rules/rules-history';
import { ErrorState } from '@/components/ui/error-state';
import { documentOf } from '@/lib/finance/rules-document';
import { BASIS_NAMES } from '@/lib/format/basis';
import { currencyName } from '@/lib/format/money';
import { parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { loadRulesHistory } from '@/lib/reports/rules-history';
import { loadRulesScreen } from '@/lib/reports/rules-screen';
import { BadQuery } from '../../bad-query';
import { restoreRules, saveRules, tryMonths, tryRules } from '../../shared/actions';
import { UnavailableNotice } from '../../unavailable';
import { Restricted } from '../restricted';
import { previewRules, readFile } from './actions';

export const metadata: Metadata = { title: 'Rules' };

type Props = { searchParams: Promise<SearchParams> };

export default async function RulesPage({ searchParams }: Props) {
  const parsed = parsePageQuery(await searchParams);
  if (!parsed.ok) return <BadQuery errors={parsed.errors} path="/settings/rules" />;
  const { connection } = parsed.query;
  const report = await loadRulesScreen(parsed.query);
  if (report.kind === 'restricted') return <Restricted />;
  if (report.kind !== 'rules') return <UnavailableNotice outcome={report} path="/settings/rules" />;
  const { books, rules, mayChange, accounts, units, accountTagKeys, tagKeys, projects } = report;
  const { months, basis, currency } = books;
  const view = { connection, months, basis };
  const document = documentOf(rules.rules);
  const [stored, history] = await Promise.all([previewRules(document, view), loadRulesHistory()]);
  if (!stored.ok) {
    return <ErrorState title="What the rules catch is not known">{stored.message}</ErrorState>;
  }
  return (
    <>
      <RulesBoard
        saved={{ id: rules.id, rules: rules.rules, document }}
        stored={stored.found}
        names={{ accounts, units, accountTagKeys, projects }}
        unit={`${BASIS_NAMES[basis].name.toLowerCase()}, ${currencyName(currency)}`}
        {...{ view, tagKeys, mayChange }}
        actions={{ tryRules, tryMonths, saveRules, restoreRules, previewRules, readFile }}
      />
      <section aria-label="History" className="mt-8">
        <h2 className="mb-2">History</h2>
        <RulesHistory entries={history} restore={mayChange ? restoreRules : null} />
      </section>
    </>
  );
}
