import { requireViewer } from '@/lib/auth/page-viewer';
import { type CompanySettings, getCompanySettings } from '@/lib/store/company-settings';

/** How the company reads its books, and whether the reader may change it. */
export type CompanyReport = CompanySettings & { readonly mayChange: boolean };

/** The settings that every statement, budget and export of the company goes by. */
export async function loadCompany(): Promise<CompanyReport> {
  const { role, scope } = await requireViewer();
  const settings = await getCompanySettings(scope.db);
  return { ...settings, mayChange: (role === 'admin' || role === 'finance') && scope.accounts === 'all' };
}
