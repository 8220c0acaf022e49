import { sparkPaths } from './spark-path';

type Props = {
  /** What it shows, for a screen reader: `13 months to October 2026`. '' where the same is told beside it. */
  label: string;
  /** In any one scale; null is missing, and leaves a gap. */
  amounts: readonly (number | null)[];
  /** How many of the last are not final: they are dotted. */
  uncertain?: number;
  width?: number;
  height?: number;
};

/** A line the size of a word. It is drawn on the server, and needs no script. */
export function Sparkline({ label, amounts, uncertain = 0, width = 92, height = 18 }: Props) {
  const { line, dotted, dots } = sparkPaths(amounts, width, height, uncertain);
  const drawing = (
    <>
      <g fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" strokeLinecap="round">
        {line !== '' && <path d={line} />}
        {dotted !== '' && <path d={dotted} strokeDasharray="1 2.6" />}
      </g>
      {dots.map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="1.4" fill="currentColor" />
      ))}
    </>
  );
  const box = { width, height, viewBox: `0 0 ${width} ${height}`, className: 'block shrink-0 text-ink-2' };
  if (label === '') {
    return (
      <svg aria-hidden="true" {...box}>
        {drawing}
      </svg>
    );
  }
  return (
    <svg role="img" aria-label={label} {...box}>
      {drawing}
    </svg>
  );
}
