'use client';

import Link from 'next/link';
import { formatPrice } from '@/lib/format/money';
import { formatFreshness } from '@/lib/format/time';

export type LastSync = {
  readonly at: string;
  readonly status: 'queued' | 'running' | 'succeeded' | 'partial' | 'failed';
  readonly price: string | null;
};

/** A daily sync that is two hours late. */
const STALE_AFTER = 26 * 3_600_000;

const LOOK = {
  good: 'bg-accent-2',
  caution: 'bg-caution-2',
  none: 'border border-ink-3',
} as const;

function freshnessOf(last: LastSync | null, file: boolean, now: Date): { text: string; tone: keyof typeof LOOK } {
  if (last === null) return { text: file ? 'Imported from a file' : 'Never synced', tone: 'none' };
  const at = formatFreshness(last.at, now);
  if (file) return { text: `Imported ${at}`, tone: 'good' };
  if (last.status === 'queued' || last.status === 'running') return { text: 'Syncing now', tone: 'good' };
  if (last.status === 'failed') return { text: `Sync failed ${at}`, tone: 'caution' };
  if (last.status === 'partial') return { text: `As of ${at} · incomplete`, tone: 'caution' };
  if (now.getTime() - Date.parse(last.at) > STALE_AFTER) return { text: `As of ${at} · stale`, tone: 'caution' };
  const price = last.price === null ? '' : ` · ${formatPrice(last.price, 'USD')} this sync`;
  return { text: `As of ${at}${price}`, tone: 'good' };
}

/** How old the figures are and whether the last sync went well; leads to the sync's own page. */
export function Freshness({
  last,
  file,
  now,
  href,
}: {
  last: LastSync | null;
  file: boolean;
  now: string;
  href: string;
}) {
  const { text, tone } = freshnessOf(last, file, new Date(now));
  return (
    <Link
      href={href}
      className="ml-auto hidden shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md px-1 text-ink-2 text-s hover:text-ink hover:underline desk:flex"
    >
      <i aria-hidden className={`size-[7px] shrink-0 rounded-full ${LOOK[tone]}`} />
      {text}
    </Link>
  );
}
