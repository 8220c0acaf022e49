import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatEntered } from '@/lib/format/entered';
import { formatMonth, formatMonthsShort } from '@/lib/format/time';
import type { ChangedLine, InputLine, LineNote, Saved } from './input-actions';

const MOST = 200;

/** What lines change in what is stored: the counts, each figure before and after, and what may be a mistake. */
export function ChangeTable({
  saved,
  nameOf,
  place,
}: {
  saved: Saved;
  nameOf: (entity: string) => string;
  place: (note: LineNote) => string;
}) {
  const { changes, unchanged, warnings } = saved;
  const count = (kind: ChangedLine['change']) => changes.filter(({ change }) => change === kind).length;
  const parts = [
    [count('added'), 'added'],
    [count('changed'), 'changed'],
    [count('removed'), 'removed'],
    [unchanged, 'the same as stored'],
  ].filter(([number]) => number !== 0);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p>
        {changes.length === 0 ? 'Nothing changes.' : parts.map(([number, words]) => `${number} ${words}`).join(', ')}
      </p>
      {changes.length > 0 && (
        <div className="max-h-64 overflow-y-auto">
          <Sheet label="What changes">
            <thead>
              <tr>
                <HeadCell className="w-full">Entity</HeadCell>
                <HeadCell>Month</HeadCell>
                <HeadCell align="right">Before</HeadCell>
                <HeadCell align="right">After</HeadCell>
              </tr>
            </thead>
            <tbody>
              {changes.slice(0, MOST).map(({ change, line, before }) => (
                <BodyRow key={JSON.stringify([line.month, line.from, line.to, line.entity, nameOfLine(line)])}>
                  <BodyCell className="py-1 [overflow-wrap:anywhere]">
                    {nameOf(line.entity ?? '')}
                    {nameOfLine(line) !== '' && <span className="text-ink-3"> · {nameOfLine(line)}</span>}
                  </BodyCell>
                  <BodyCell className="whitespace-nowrap">{monthsOfLine(line)}</BodyCell>
                  <BodyCell align="right" className="whitespace-nowrap text-ink-2">
                    {before ? figureOfLine(before) : '–'}
                  </BodyCell>
                  <BodyCell align="right" className="whitespace-nowrap">
                    {change === 'removed' ? 'removed' : figureOfLine(line)}
                  </BodyCell>
                </BodyRow>
              ))}
            </tbody>
          </Sheet>
        </div>
      )}
      {changes.length > MOST && <p className="text-ink-2">And {changes.length - MOST} more.</p>}
      {warnings.length > 0 && (
        <ul
          aria-label="May be a mistake"
          className="max-h-40 overflow-y-auto border-caution-2 border-l-[3px] bg-caution-soft px-3.5 py-2 text-s"
        >
          {warnings.map((note) => (
            <li key={`${note.at} ${note.field}`}>
              {place(note)} {note.message}.
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const nameOfLine = ({ source, driver, vendor, number }: InputLine): string =>
  source ?? driver ?? vendor ?? number ?? '';

const monthsOfLine = ({ month, from = '', to = '' }: InputLine): string =>
  month ? formatMonth(month) : formatMonthsShort({ from, to });

function figureOfLine({ amount, quantity, currency }: InputLine): string {
  if (quantity !== undefined) return formatEntered(quantity, 0);
  return `${formatEntered(amount ?? '0', 2)} ${currency ?? ''}`.trim();
}
