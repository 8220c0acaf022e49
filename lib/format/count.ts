const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `10,000`. */
export const formatCount = (count: number): string => WHOLE.format(count);

/** `1 account`, `61 accounts`; `plural` where an s does not do. */
export const formatPlural = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`;

/** A time span: `840 ms`, `12 s`, `3 min 20 s`, `1 h 5 min`. Negative spans, from two clocks, are 0. */
export function formatDuration(milliseconds: number): string {
  const span = Math.max(0, Math.round(milliseconds));
  if (span < 1000) return `${span} ms`;
  const seconds = Math.round(span / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const ORDINAL = new Intl.PluralRules('en-US', { type: 'ordinal' });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `1st`, `12th`, `1,003rd`. */
export const formatOrdinal = (place: number): string =>
  `${formatCount(place)}${ENDINGS[ORDINAL.select(place)] ?? 'th'}`;
