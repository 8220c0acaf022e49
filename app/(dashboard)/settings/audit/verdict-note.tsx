import { Badge } from '@/components/ui/badge';
import { CopyText } from '@/components/ui/copy-text';
import { formatCount, formatPlural } from '@/lib/format/count';
import type { AuditVerdict } from '@/lib/reports/audit';

/** Whether every entry is as it was written, and what to keep elsewhere to know it later. */
export function VerdictNote({ verdict: { entries, head, broken } }: { verdict: AuditVerdict }) {
  if (broken) {
    return (
      <p role="alert">
        <Badge tone="negative">broken</Badge> Entry {formatCount(broken.sequence)} is not as it was written:{' '}
        {broken.reason} Someone changed the store outside Subledger; compare it with a backup.
      </p>
    );
  }
  return (
    <div className="grid gap-2">
      <p className="text-ink-2">
        <Badge tone="good">whole</Badge> {formatPlural(entries, 'entry', 'entries')}, each as it was written.
        {entries > 0 && ' The last one’s number and hash, kept elsewhere, prove it later:'}
      </p>
      {entries > 0 && <CopyText label="number and hash of the last entry" text={`${head.sequence}:${head.hash}`} />}
    </div>
  );
}
