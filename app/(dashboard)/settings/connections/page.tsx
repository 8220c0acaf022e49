import type { Metadata } from 'next';
import { ConnectionGuide } from '@/components/settings/connection-guide';
import { ConnectionList } from '@/components/settings/connection-list';
import { loadConnections } from '@/lib/reports/connections';

export const metadata: Metadata = { title: 'Connections' };

export default async function ConnectionsPage() {
  const { rows } = await loadConnections();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {rows.length > 0 ? (
        <ConnectionList rows={rows} />
      ) : (
        <p className="text-ink-2">Nothing is connected yet. One of these commands brings in the first books.</p>
      )}
      <ConnectionGuide />
    </div>
  );
}
