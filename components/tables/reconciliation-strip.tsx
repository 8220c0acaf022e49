import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { FigureText } from './figure-text';
import type { DrawnStrip } from './strip';

const TONES = {
  good: { box: 'border-accent-2 bg-good-soft', verdict: 'text-accent' },
  caution: { box: 'border-caution-2 bg-caution-soft', verdict: 'text-caution' },
  unknown: { box: 'border-rule-2 bg-hover', verdict: 'text-ink-2' },
} as const;

type Props = {
  strip: DrawnStrip;
  estimated: boolean;
  /** The months that it is of and where they are shown, on a page that shows other months too. */
  of?: { readonly label: string; readonly href: string } | null;
};

/** The identity in words and figures: that every dollar is accounted for, or how many are not, and why. */
export function ReconciliationStrip({ strip, estimated, of = null }: Props) {
  const tone = TONES[strip.tone];
  return (
    <section
      aria-label="Reconciliation"
      className={`mb-3.5 border-l-[3px] px-3.5 py-[9px] text-ink-2 text-s ${tone.box}`}
    >
      <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        {of && (
          <Link href={of.href} className="whitespace-nowrap font-[560] text-ink underline-offset-2 hover:underline">
            {of.label}
          </Link>
        )}
        {[...strip.terms, ...(strip.invoice?.terms ?? [])].map(({ sign, label, figure, exact }) => (
          <span key={label} className="inline-flex items-baseline gap-2.5 whitespace-nowrap">
            {sign !== '' && <span className="text-ink-3">{sign}</span>}
            <span>{label}</span>
            <b className="font-[600] text-ink text-m">
              <FigureText figure={figure} title={exact} />
            </b>
          </span>
        ))}
        {estimated && <Badge>estimated</Badge>}
        <b className={`ml-auto whitespace-nowrap font-[600] ${tone.verdict}`}>{strip.verdict}</b>
      </p>
      {strip.invoice && strip.invoice.words !== '' && <p className="mt-1 text-ink">{strip.invoice.words}</p>}
      {strip.reason !== '' && <p className="mt-1 text-ink">{strip.reason}</p>}
    </section>
  );
}
