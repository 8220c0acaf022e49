import type { ReactNode } from 'react';
import { FigureText } from '@/components/tables/figure-text';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatDecimal, toCents } from '@/lib/finance/money';
import { figureOf, formatExact } from '@/lib/format/money';
import { roundTo } from '@/lib/format/parts';

export type PartLine = {
  readonly key: string;
  /** What stands before the amount, as many as there are heads. */
  readonly cells: readonly ReactNode[];
  /** What stands after it. */
  readonly after?: readonly ReactNode[];
  /** Units of 10⁻⁹. */
  readonly units: bigint;
};

type Props = {
  title: string;
  heads: readonly string[];
  afterHeads?: readonly string[];
  lines: readonly PartLine[];
  currency: string;
  /** What the parts add up to, as it is printed elsewhere: its name and whole cents. Null for a list that is no sum. */
  total: { readonly label: string; readonly units: bigint; readonly cents?: bigint } | null;
  note?: ReactNode;
};

/** Parts of an amount, one a line; as printed they add up to it. */
export function PartTable({ title, heads, afterHeads = [], lines, currency, total, note }: Props) {
  const cents = total
    ? roundTo(
        lines.map(({ units }) => units),
        total.cents ?? toCents(total.units),
      )
    : lines.map(({ units }) => toCents(units));
  const figure = (whole: bigint, units: bigint) => (
    <FigureText figure={figureOf(whole, units)} title={formatExact(formatDecimal(units), currency)} />
  );
  return (
    <div className="min-w-0">
      <h2 className="mb-2">{title}</h2>
      <Sheet label={title}>
        <thead>
          <tr>
            {heads.map((head) => (
              <HeadCell key={head}>{head}</HeadCell>
            ))}
            <HeadCell align="right">{currency}</HeadCell>
            {afterHeads.map((head) => (
              <HeadCell key={head} align="right">
                {head}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, cells, after = [], units }, at) => (
            <BodyRow key={key}>
              {cells.map((cell, place) => (
                <BodyCell
                  key={heads[place] ?? place}
                  className={`min-w-36 ${place > 0 ? 'text-ink-2' : '[overflow-wrap:anywhere]'}`}
                >
                  {cell}
                </BodyCell>
              ))}
              <BodyCell align="right">{figure(cents[at] ?? 0n, units)}</BodyCell>
              {after.map((cell, place) => (
                <BodyCell key={afterHeads[place] ?? place} align="right">
                  {cell}
                </BodyCell>
              ))}
            </BodyRow>
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr className="border-rule-ink border-t font-[600] [border-bottom:3px_double_var(--rule-ink)]">
              <th scope="row" colSpan={heads.length} className="h-(--row) px-3 text-left font-[600]">
                {total.label}
              </th>
              <td className="figure h-(--row) px-3 text-right">
                {figure(total.cents ?? toCents(total.units), total.units)}
              </td>
              {afterHeads.map((head) => (
                <td key={head} />
              ))}
            </tr>
          </tfoot>
        )}
      </Sheet>
      {note && <p className="mt-2 max-w-[90ch] text-ink-3 text-s">{note}</p>}
    </div>
  );
}
