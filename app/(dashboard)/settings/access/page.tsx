import type { Metadata } from 'next';
import { AccessForm } from '@/components/settings/access-form';
import { loadConsoleSettings } from '@/lib/reports/console-settings';
import { Restricted } from '../restricted';
import { saveAccess } from './actions';

export const metadata: Metadata = { title: 'Access to AWS' };

export default async function AccessPage() {
  const settings = await loadConsoleSettings();
  if (settings === 'restricted') return <Restricted />;
  const { roleName, roles, portal, permissionSet, mayChange } = settings;
  const stored = {
    roleName: roleName ?? '',
    roles: roles.map((each) => `${each.ou} ${each.roleName}`),
    portal: portal ?? '',
    permissionSet: permissionSet ?? '',
  };
  // What is stored is what the fields show from then on.
  return <AccessForm key={JSON.stringify(stored)} stored={stored} mayChange={mayChange} save={saveAccess} />;
}
