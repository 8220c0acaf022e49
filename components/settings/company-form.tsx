'use client';

import { useState } from 'react';
import { Select } from '@/components/ui/select';
import { addMonths } from '@/lib/finance/month';
import { formatMonthName } from '@/lib/format/time';
import { SettingsForm, type SettingsReply } from './settings-form';

type Settings = { readonly fiscalYearStart: number; readonly tax: 'cost' | 'memo' };
type Props = Settings & { mayChange: boolean; save: (settings: Settings) => Promise<SettingsReply> };

const MONTHS = Array.from({ length: 12 }, (_, at) => ({
  value: String(at + 1),
  label: formatMonthName(addMonths('2000-01', at)),
}));
const TAX = [
  { value: 'cost', label: 'A cost', note: 'within direct cost, total cost and margin' },
  { value: 'memo', label: 'A memo', note: 'beside the statement, outside cost and margin' },
];

/** When the company's years start, and what tax is to it. */
export function CompanyForm({ mayChange, save, ...stored }: Props) {
  const [{ fiscalYearStart, tax }, setSettings] = useState<Settings>(stored);
  const changed = fiscalYearStart !== stored.fiscalYearStart || tax !== stored.tax;
  return (
    <SettingsForm
      label="Fiscal year and tax"
      saved="Statements, budgets and exports follow."
      others="Administrators and finance choose these; you see them."
      save={() => save({ fiscalYearStart, tax })}
      {...{ changed, mayChange }}
    >
      <div className="grid justify-items-start gap-1.5">
        <h2 className="text-l">The fiscal year starts in</h2>
        <Select
          label="First month of the fiscal year"
          options={MONTHS}
          value={String(fiscalYearStart)}
          onChange={(month) => setSettings({ tax, fiscalYearStart: Number(month) })}
          disabled={!mayChange}
        />
        <p className="text-ink-2">
          {yearWords(fiscalYearStart)} Quarters, years, years to date and the year of the budgets go by it.
        </p>
      </div>
      <div className="grid justify-items-start gap-1.5">
        <h2 className="text-l">Tax on the bill is</h2>
        <Select
          label="What tax is"
          options={TAX}
          value={tax}
          onChange={(next) => setSettings({ fiscalYearStart, tax: next === 'memo' ? 'memo' : 'cost' })}
          disabled={!mayChange}
        />
        <p className="text-ink-2">
          {tax === 'cost'
            ? 'Statements count it in direct cost, in total cost and against the margin.'
            : 'Statements show it in a row beside cost and margin: for a company that gets it back. The reconciliation still counts it, since AWS bills it.'}
        </p>
      </div>
    </SettingsForm>
  );
}

/** `Years run from July to June.` */
function yearWords(start: number): string {
  const first = addMonths('2000-01', start - 1);
  return `Years run from ${formatMonthName(first)} to ${formatMonthName(addMonths(first, 11))}.`;
}
