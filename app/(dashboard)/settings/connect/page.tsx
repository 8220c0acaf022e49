import type { Metadata } from 'next';
import { ConnectPanel } from '@/components/setup/connect-panel';
import { requireViewer } from '@/lib/auth/page-viewer';
import { isAdministrator } from '@/lib/auth/viewer';
import { AdministratorsOnly } from '../administrators-only';
import { checkPayer, connect, loadSetup, nameOurselves } from './actions';

export const metadata: Metadata = { title: 'Connect AWS' };

export default async function ConnectPage() {
  if (!isAdministrator(await requireViewer())) {
    return <AdministratorsOnly>Connecting an organization costs money and shows its policies.</AdministratorsOnly>;
  }
  return <ConnectPanel {...(await loadSetup())} nameOurselves={nameOurselves} check={checkPayer} connect={connect} />;
}
