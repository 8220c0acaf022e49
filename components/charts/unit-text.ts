import type { Basis } from '@/lib/finance/basis';
import type { Currency } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import { BASIS_NAMES } from '@/lib/format/basis';
import { currencyName } from '@/lib/format/money';
import type { Scale } from '@/lib/format/scale';
import { formatMonth } from '@/lib/format/time';

/** What a chart's figures are, once, beside its title: `thousand US dollars · amortized`, and what else is to be known. */
export function unitText(currency: Currency, basis: Basis, scale: Scale | null, notes: readonly string[] = []): string {
  const unit = [scale?.word ?? '', currencyName(currency)].filter((word) => word !== '').join(' ');
  const name = BASIS_NAMES[basis].name.toLowerCase();
  return [unit, basis === 'blended' ? `${name} (not for allocation)` : name, ...notes].join(' · ');
}

/** `January`, `January and March`, `January, February and March`. */
export function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Which months are not to be taken for final: `November 2026 estimated`, `March 2026 not in the books`. */
export function monthNotes(
  months: readonly { readonly month: Month; readonly state: 'final' | 'estimated' | 'missing' }[],
): string[] {
  const named = (state: string) =>
    listOf(months.flatMap((each) => (each.state === state ? [formatMonth(each.month)] : [])));
  const [estimated, missing] = [named('estimated'), named('missing')];
  return [
    ...(estimated === '' ? [] : [`${estimated} estimated`]),
    ...(missing === '' ? [] : [`${missing} not in the books`]),
  ];
}
