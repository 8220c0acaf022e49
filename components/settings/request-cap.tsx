import { formatCount } from '@/lib/format/count';
import { formatMonth } from '@/lib/format/time';

type Props = { cap: { readonly month: string; readonly used: number; readonly limit: number } };

/** How much of the month's hard cap on billed requests is used. */
export function RequestCap({ cap }: Props) {
  const near = cap.used >= cap.limit * 0.8;
  return (
    <div className="grid min-w-52 content-start gap-1.5">
      <p className="text-ink-2 text-s">Requests in {formatMonth(cap.month)}</p>
      <p className="figure font-serif text-xl leading-tight">
        {formatCount(cap.used)} <span className="text-ink-2 text-m">of {formatCount(cap.limit)}</span>
      </p>
      <meter
        aria-label="Share of the monthly cap used"
        value={Math.min(cap.used, cap.limit)}
        min={0}
        max={Math.max(1, cap.limit)}
        className={`meter h-1.5 w-full ${near ? '[--meter:var(--caution-2)]' : '[--meter:var(--accent)]'}`}
      />
      <p className="text-ink-3 text-s">
        {cap.used >= cap.limit
          ? 'The cap is reached: a sync stops before its next request, until the month ends.'
          : 'A sync stops before the request that would exceed the cap.'}
      </p>
    </div>
  );
}
