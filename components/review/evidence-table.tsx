import Link from 'next/link';
import { FigureText } from '@/components/tables/figure-text';
import type { EvidenceRow } from './finding-row';

type Props = { label: string; rows: readonly EvidenceRow[]; currency: string };

/** What a finding stands on: figures, each with the screen that shows it, and facts. */
export function EvidenceTable({ label, rows, currency }: Props) {
  return (
    <table aria-label={label} className="w-full max-w-[640px] border-collapse">
      <thead>
        <tr className="text-ink-3 text-s">
          <th scope="col" className="pr-3 pb-1 text-left font-normal">
            Evidence
          </th>
          <th scope="col" className="pb-1 text-right font-normal">
            {currency}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label: name, figure, exact, basis, href }) => (
          <tr key={`${name} ${exact}`} className="border-rule border-t">
            <td className="py-1 pr-3 [overflow-wrap:anywhere]">
              {href === null ? (
                name
              ) : (
                <Link href={href} prefetch={false} className="underline decoration-rule-2 hover:text-accent">
                  {name}
                </Link>
              )}
              {basis !== '' && <span className="text-ink-3 text-s"> ({basis})</span>}
            </td>
            <td className="whitespace-nowrap py-1 text-right align-top">
              {figure && <FigureText figure={figure} title={exact} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
