import { formatPrice } from '@/lib/format/money';
import { formatFreshness } from '@/lib/format/time';

export type LastSync = {
  readonly at: string;
  readonly status: 'queued' | 'running' | 'succeeded' | 'partial' | 'failed';
  readonly price: string | null;
};

/** A daily sync that is two hours late. */
const STALE_AFTER = 26 * 3_600_000;

/** How old the figures of a connection are, in words, and whether that asks for attention. */
export function freshnessOf(
  last: LastSync | null,
  file: boolean,
  now: Date,
): { readonly text: string; readonly tone: 'good' | 'caution' | 'none' } {
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
