import { Badge } from '@/components/ui/badge';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatCount } from '@/lib/format/count';
import { formatDay } from '@/lib/format/time';

export type TagKeyRow = {
  readonly key: string;
  /** In AWS's words; null where AWS does not list the key. */
  readonly type: string | null;
  readonly status: string | null;
  readonly lastUsedAt: string | null;
  readonly read: boolean;
  readonly first: number;
  readonly monthly: number;
};

type Props = {
  keys: readonly TagKeyRow[];
  chosen: ReadonlySet<string>;
  /** Null for a reader who may not choose. */
  toggle: ((key: string, on: boolean) => void) | null;
};

const KINDS: Record<string, string> = { UserDefined: 'your own', AWSGenerated: 'made by AWS' };

/** The keys, one a line. A key that AWS keeps inactive can be given up, and not be chosen. */
export function TagKeySheet({ keys, chosen, toggle }: Props) {
  return (
    <Sheet label="Tag keys">
      <thead>
        <tr>
          <HeadCell className="w-full">Key</HeadCell>
          <HeadCell>Kind</HeadCell>
          <HeadCell>Last used</HeadCell>
          <HeadCell align="right">Requests once</HeadCell>
          <HeadCell align="right">Requests a month</HeadCell>
        </tr>
      </thead>
      <tbody>
        {keys.map(({ key, type, status, lastUsedAt, first, monthly }) => (
          <BodyRow key={key}>
            <BodyCell className="min-w-56">
              <label className="flex cursor-pointer items-center gap-2.5">
                <input
                  type="checkbox"
                  checked={chosen.has(key)}
                  disabled={toggle === null || (status !== 'Active' && !chosen.has(key))}
                  onChange={(event) => toggle?.(key, event.target.checked)}
                  className="size-3.5 shrink-0 accent-(--accent)"
                />
                <span className="min-w-0 break-all">{key}</span>
                {status !== 'Active' && (
                  <Badge tone="caution">{status === null ? 'not listed by AWS' : 'inactive'}</Badge>
                )}
              </label>
            </BodyCell>
            <BodyCell className="whitespace-nowrap text-ink-2">{type === null ? '–' : (KINDS[type] ?? type)}</BodyCell>
            <BodyCell className="whitespace-nowrap">
              {lastUsedAt === null ? 'unknown' : formatDay(lastUsedAt.slice(0, 10))}
            </BodyCell>
            <BodyCell align="right">{formatCount(first)}</BodyCell>
            <BodyCell align="right">{formatCount(monthly)}</BodyCell>
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}
