import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SheetSkeleton } from '@/components/ui/skeleton';
import { loadInputs } from '@/lib/reports/input-sheet';
import { paramPairs, parsePageQuery, type SearchParams } from '@/lib/reports/query';
import { BadQuery } from '../../bad-query';
import { UnavailableNotice } from '../../unavailable';
import { findInputEntities, importFile, saveLines } from './actions';
import { BudgetSection } from './budget-section';
import { inputTab } from './inputs-query';
import { InputsView } from './inputs-view';

export const metadata: Metadata = { title: 'Inputs' };

type Props = { searchParams: Promise<SearchParams> };

export default async function InputsPage({ searchParams }: Props) {
  const params = await searchParams;
  const parsed = parsePageQuery(params);
  const tab = inputTab(params);
  if (!parsed.ok) return <BadQuery errors={parsed.errors} path="/settings/inputs" />;
  if (!tab) {
    const errors = [{ field: 'kind', message: 'must be revenue, budgets, drivers or costs' }];
    return <BadQuery errors={errors} path="/settings/inputs" />;
  }
  const report = await loadInputs(tab.kind, parsed.query);
  if (report.kind !== 'sheet' && report.kind !== 'costs')
    return <UnavailableNotice outcome={report} path="/settings/inputs" />;
  const actions = { save: saveLines, importFile, find: findInputEntities };
  return (
    <InputsView report={report} tab={tab} params={paramPairs(params)} actions={actions}>
      {tab.kind === 'budget' && (
        <Suspense fallback={<SheetSkeleton rows={6} label="Loading the pace of budgets" />}>
          <BudgetSection query={parsed.query} months={report.months} />
        </Suspense>
      )}
    </InputsView>
  );
}
