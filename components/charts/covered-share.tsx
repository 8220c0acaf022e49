import { formatPercent } from '@/lib/format/percent';
import { ShareBar } from './share-bar';

type Props = {
  /** 0 to 1, rounded down by whoever gives it: 100 % is all of it. Null where there is nothing to cover. */
  fraction: number | null;
  /** Of the bar. */
  className?: string;
};

/** How much of something carries a tag: a bar, and the figure in a column of its own width, so that bars begin below each other. */
export function CoveredShare({ fraction, className = 'w-12' }: Props) {
  return (
    <span className="inline-flex items-center justify-end">
      {fraction !== null && <ShareBar fraction={fraction} colour="var(--c3)" className={className} />}
      <span className={`inline-block w-[58px] text-right ${fraction === null ? 'text-ink-3' : ''}`}>
        {formatPercent(fraction)}
      </span>
    </span>
  );
}
