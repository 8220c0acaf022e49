import Link from 'next/link';
import { formatPlural } from '@/lib/format/count';
import { formatCents } from '@/lib/format/money';
import { Printed } from './project-cells';
import type { ProjectColumn } from './project-columns';
import type { PrintedAmount, ProjectRow, ProjectSheet } from './project-row';

type Props = { sheet: ProjectSheet; shown: readonly ProjectRow[]; columns: readonly ProjectColumn[] };

const FIRST = 'sticky left-0 z-[1] bg-surface h-(--row) px-3 text-left';
const CELL = 'figure h-(--row) px-3 text-right';

/** A phone has the name, the total and its change. */
export const onPhone = (column: string): string =>
  column === 'total' || column === 'change' ? '' : 'hidden tablet:table-cell';

/** The projects' sum, what a filter hides of them, what has no project, and the total: as printed, each adds up. */
export function ProjectTotals({ sheet, shown, columns }: Props) {
  const filtered = shown.length < sheet.rows.length;
  const ids = new Set(shown.map(({ id }) => id));
  const hidden = sheet.rows.filter(({ id }) => !ids.has(id));
  const count = formatPlural(shown.length, 'project');
  return (
    <tfoot className="whitespace-nowrap">
      <SumLine
        label={filtered ? `${count} shown` : shown.length === 1 ? 'The project' : `All ${count}`}
        rows={shown}
        columns={columns}
        strong
      />
      {filtered && (
        <SumLine label={`${formatPlural(hidden.length, 'project')} not shown`} rows={hidden} columns={columns} />
      )}
      {sheet.rest.map(({ key, label, note, href, total }) => (
        <tr key={key} className="border-rule border-b hover:bg-hover">
          <th scope="row" className={`${FIRST} font-normal`} title={note}>
            {href === null ? (
              label
            ) : (
              <Link href={href} prefetch={false} className="hover:text-accent hover:underline">
                {label}
              </Link>
            )}
          </th>
          <TotalCells columns={columns} total={total} note={note} />
        </tr>
      ))}
      <tr className="border-rule-ink border-t font-[600] [border-bottom:3px_double_var(--rule-ink)]">
        <th scope="row" className={`${FIRST} font-[600]`}>
          {sheet.totalLabel}
        </th>
        <TotalCells columns={columns} total={sheet.total} note="" />
      </tr>
    </tfoot>
  );
}

type TotalProps = { columns: readonly ProjectColumn[]; total: PrintedAmount; note: string };

/** What has no project has a total, and neither a direct part nor a shared one; the words for it stand where there is room. */
function TotalCells({ columns, total, note }: TotalProps) {
  const at = columns.findIndex(({ name }) => name === 'total');
  return (
    <>
      {at > 0 && (
        <td colSpan={at} className="hidden h-(--row) px-3 text-left font-normal text-ink-3 text-s tablet:table-cell">
          <span className="hidden desk:inline">{note}</span>
        </td>
      )}
      {columns.slice(Math.max(at, 0)).map(({ name }) => (
        <td key={name} className={`${CELL} ${onPhone(name)}`}>
          {name === 'total' && <Printed amount={total} />}
        </td>
      ))}
    </>
  );
}

type SumProps = { label: string; rows: readonly ProjectRow[]; columns: readonly ProjectColumn[]; strong?: boolean };

function SumLine({ label, rows, columns, strong = false }: SumProps) {
  return (
    <tr className={strong ? 'border-rule border-t-rule-ink border-y font-[560]' : 'border-rule border-b'}>
      <th scope="row" className={`${FIRST} ${strong ? 'font-[560]' : 'font-normal'}`}>
        {label}
      </th>
      {columns.map(({ name, kind }) => (
        <td key={name} className={`${CELL} ${onPhone(name)}`}>
          {kind === 'amount' && <Printed amount={sumOf(rows, name)} />}
        </td>
      ))}
    </tr>
  );
}

/** Σ of what is printed; null where one of them is not known. */
function sumOf(rows: readonly ProjectRow[], column: string): PrintedAmount | null {
  let cents = 0n;
  for (const { amounts } of rows) {
    const amount = amounts[column];
    if (amount === null) return null;
    cents += amount?.cents ?? 0n;
  }
  const zero = rows.every(({ amounts }) => amounts[column]?.zero ?? true);
  return { cents, zero, exact: `${formatCents(cents)}, as printed` };
}
