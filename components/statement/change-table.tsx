import { formatPlural } from '@/lib/format/count';
import type { ChangedFigure } from './explain-reply';

type Props = { change: ChangedFigure; onRow: (row: string) => void };

/** What made a figure change: its parts before and now, the largest change first, and their sum. */
export function ChangeTable({ change: { months, parts, others, ...whole }, onRow }: Props) {
  return (
    <div className="overflow-x-auto">
      <table aria-label="What changed" className="w-full border-collapse">
        <thead>
          <tr className="text-ink-3 text-s">
            <th scope="col" className="py-1 text-left font-[450]">
              Against {months}
            </th>
            {['Before', 'Now', 'Change'].map((name) => (
              <th key={name} scope="col" className="py-1 pl-3 text-right font-[450]">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map(({ label, row, ...sides }) => (
            <tr key={`${label} ${sides.before} ${sides.now}`} className="border-rule border-t">
              <td className="py-1.5 [overflow-wrap:anywhere]">
                {row === null ? (
                  label
                ) : (
                  <button
                    type="button"
                    onClick={() => onRow(row)}
                    className="text-left underline decoration-rule-2 underline-offset-2 hover:text-accent"
                  >
                    {label}
                  </button>
                )}
              </td>
              <Sides {...sides} />
            </tr>
          ))}
          {others && (
            <tr className="border-rule border-t text-ink-2">
              <td className="py-1.5">and {formatPlural(others.count, 'more part')}</td>
              <Sides {...others} />
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr className="border-rule-ink border-t font-[620]">
            <td className="py-1.5">The change</td>
            <Sides {...whole} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Sides({ before, now, change }: { before: string; now: string; change: string }) {
  return [before, now, change].map((figure, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: three places that never move
    <td key={at} className="figure whitespace-nowrap py-1.5 pl-3 text-right align-top">
      {figure}
    </td>
  ));
}
