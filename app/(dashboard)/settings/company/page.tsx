import type { Metadata } from 'next';
import { CompanyForm } from '@/components/settings/company-form';
import { loadCompany } from '@/lib/reports/company';
import { saveCompany } from './actions';

export const metadata: Metadata = { title: 'Fiscal year and tax' };

export default async function CompanyPage() {
  const { fiscalYearStart, tax, mayChange } = await loadCompany();
  return (
    <CompanyForm
      // What is stored is what the fields show from then on.
      key={`${fiscalYearStart} ${tax}`}
      {...{ fiscalYearStart, tax, mayChange }}
      save={saveCompany}
    />
  );
}
