import { NOT_APPLICABLE } from '@/lib/format/money';

type Props = {
  months: readonly {
    readonly month: string;
    /** `Oct`, and for those who hear it `October 2026`. */
    readonly label: string;
    readonly title: string;
    readonly score: number | null;
    readonly findings: number;
  }[];
};

/** The score of each month as a column with its figure: a chart that is its own table. */
export function ScoreMonths({ months }: Props) {
  return (
    <ol
      aria-label="Score by month"
      className="flex h-[132px] items-end gap-1 border border-rule bg-surface px-3 pt-2 pb-1.5 tablet:gap-2"
    >
      {months.map(({ month, label, title, score, findings }) => (
        <li
          key={month}
          title={`${title}: ${score ?? NOT_APPLICABLE}, ${findings} findings`}
          className="min-w-0 flex-1 text-center"
        >
          <span className="figure block text-s">{score ?? '–'}</span>
          <span aria-hidden className="mx-auto mt-0.5 flex h-[76px] w-full max-w-9 items-end bg-hover">
            <i className="block w-full bg-accent" style={{ height: `${score ?? 0}%` }} />
          </span>
          <span className="mt-0.5 block truncate text-2xs text-ink-3">
            <span aria-hidden>{label}</span>
            <span className="sr-only">
              {title}, {findings} findings
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
