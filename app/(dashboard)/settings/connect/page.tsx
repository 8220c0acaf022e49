import type { Metadata } from 'next';
import { ConnectPanel } from '@/components/setup/connect-panel';
import { requireViewer } from '@/lib/auth/page-viewer';
import { checkPayer, connect, loadSetup, nameOurselves } from './actions';

export const metadata: Metadata = { title: 'Connect AWS' };

export default async function ConnectPage() {
  await requireViewer();
  return <ConnectPanel {...(await loadSetup())} nameOurselves={nameOurselves} check={checkPayer} connect={connect} />;
}
