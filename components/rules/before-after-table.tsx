import { BodyCell, HeadCell, Sheet } from '@/components/ui/table';
import { type BeforeAfter, type BeforeAfterColumn, type PrintedAmount, printedText } from './before-after';

const LABELS: Record<BeforeAfterColumn, string> = {
  direct: 'Direct before',
  directAfter: 'Direct after',
  shared: 'Shared before',
  sharedAfter: 'Shared after',
  total: 'Total before',
  totalAfter: 'Total after',
  change: 'Change',
};
const PLAIN: Partial<Record<BeforeAfterColumn, string>> = { direct: 'Direct', shared: 'Shared', total: 'Total' };
const ORDER: readonly BeforeAfterColumn[] = [
  ...(['direct', 'directAfter', 'shared', 'sharedAfter', 'total', 'totalAfter', 'change'] as const),
];

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
    if (!changes) return PLAIN[column] !== undefined;
    return column !== 'directAfter' || directChanges;
  });
  const labelOf = (column: BeforeAfterColumn) =>
    (!changes || (column === 'direct' && !directChanges) ? PLAIN[column] : undefined) ?? LABELS[column];
  return (
    <Sheet label={label}>
      <thead>
        <tr>
          <HeadCell className="sticky left-0 z-[1] w-full bg-surface">Project</HeadCell>
          {shown.map((column) => (
            <HeadCell key={column} align="right">
              {labelOf(column)}
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
              className={`sticky left-0 z-[1] h-(--row) max-w-44 truncate bg-surface px-3 text-left ${LINES[kind].head}`}
            >
              {name}
            </th>
            {shown.map((column) => (
              <BodyCell key={column} align="right" className="whitespace-nowrap">
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
