import { BodyCell, HeadCell, Sheet } from '@/components/ui/table';
import type { BeforeAfter, BeforeAfterColumn } from './before-after';
import { type PrintedAmount, printedText } from './printed-amount';

/** In two lines, so that a column is as wide as its figures. */
const LABELS: Record<BeforeAfterColumn, readonly [string, string]> = {
  direct: ['Direct', 'before'],
  directAfter: ['Direct', 'after'],
  shared: ['Shared', 'before'],
  sharedAfter: ['Shared', 'after'],
  total: ['Total', 'before'],
  totalAfter: ['Total', 'after'],
  change: ['Change', ''],
};
const PLAIN = ['direct', 'shared', 'total'];
const ORDER: readonly BeforeAfterColumn[] = [
  ...(['direct', 'directAfter', 'shared', 'sharedAfter', 'total', 'totalAfter', 'change'] as const),
];

const NARROW = 'px-2! last:pr-3!';
/** Stays while a phone scrolls the figures sideways. */
const FIRST = 'sticky left-0 z-[1] bg-surface tablet:static tablet:z-auto tablet:bg-transparent';

const LINES = {
  project: { row: 'border-rule border-b hover:bg-hover', head: 'font-normal' },
  projects: { row: 'border-rule border-t-rule-ink border-y font-[560]', head: 'font-[560]' },
  rest: { row: 'border-rule border-b hover:bg-hover', head: 'font-normal' },
  total: { row: 'border-rule-ink border-t font-[600] [border-bottom:3px_double_var(--rule-ink)]', head: 'font-[600]' },
} as const;

/** What each project pays, and with a draft what it would pay: as printed, rows add across and columns down. */
export function BeforeAfterTable({ table, label }: { table: BeforeAfter; label: string }) {
  const { rows, changes, directChanges } = table;
  const shown = ORDER.filter((column) => {
    if (!changes) return PLAIN.includes(column);
    return column !== 'directAfter' || directChanges;
  });
  const isPlain = (column: BeforeAfterColumn) => !changes || (column === 'direct' && !directChanges);
  return (
    <Sheet label={label}>
      <thead>
        <tr>
          <HeadCell className={`${FIRST} w-full`}>Project</HeadCell>
          {shown.map((column) => (
            <HeadCell key={column} align="right" className={NARROW}>
              {LABELS[column][0]}
              {!isPlain(column) && LABELS[column][1] !== '' && (
                <>
                  {' '}
                  <span className="block">{LABELS[column][1]}</span>
                </>
              )}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label: name, kind, cells }) => (
          <tr key={key} className={LINES[kind].row}>
            <th
              scope="row"
              title={name}
              className={`${FIRST} h-(--row) max-w-44 truncate px-3 text-left ${LINES[kind].head}`}
            >
              {name}
            </th>
            {shown.map((column) => (
              <BodyCell key={column} align="right" className={`whitespace-nowrap ${NARROW}`}>
                {cells[column] && <Printed amount={cells[column]} strong={column === 'change'} />}
              </BodyCell>
            ))}
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function Printed({ amount, strong }: { amount: PrintedAmount; strong: boolean }) {
  const ink = amount.cents < 0n ? 'text-negative' : amount.zero ? 'text-ink-3' : '';
  return (
    <span title={amount.exact} className={`${ink} ${strong && !amount.zero ? 'font-[560]' : ''}`}>
      {printedText(amount)}
    </span>
  );
}
