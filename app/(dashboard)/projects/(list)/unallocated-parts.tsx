import { FigureText } from '@/components/tables/figure-text';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatDecimal } from '@/lib/finance/money';
import { figureOf, formatExact } from '@/lib/format/money';
import { roundParts } from '@/lib/format/parts';
import { nameOfOurs } from '@/lib/reports/cost-labels';
import type { ProjectsReport, UnallocatedPart } from '@/lib/reports/project-shapes';

const REASONS: Readonly<Record<UnallocatedPart['reason'], string>> = {
  'no-pool': 'no pool takes it',
  kept: 'its pool keeps it',
  'no-target': 'its pool has no project to give it to',
  'absent-target': 'a project that is to have it has nothing in these months',
  'not-derived': 'the rules have not reached its month yet',
};

/** What has no project, part by part, and why. As printed, the parts add up to the total. */
export function UnallocatedParts({ report: { unallocated, sums, books } }: { report: ProjectsReport }) {
  if (unallocated.length === 0) return null;
  const { currency } = books;
  const cents = roundParts(
    unallocated.map(({ units }) => units),
    sums.unallocated,
  );
  const total = cents.reduce((all, each) => all + each, 0n);
  return (
    <section className="mt-5" id="unallocated">
      <h2 className="mb-2">What has no project</h2>
      <Sheet label="What has no project">
        <thead>
          <tr>
            <HeadCell>What</HeadCell>
            <HeadCell>Pool</HeadCell>
            <HeadCell>Charge</HeadCell>
            <HeadCell>Why it stays</HeadCell>
            <HeadCell align="right">{currency}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {unallocated.map((part, at) => (
            <BodyRow key={JSON.stringify([part.home, part.pool, part.reason, part.chargeClass])}>
              <BodyCell>{homeName(part.home)}</BodyCell>
              <BodyCell className="text-ink-2">{part.pool ?? '–'}</BodyCell>
              <BodyCell className="text-ink-2">{chargeName(part.chargeClass)}</BodyCell>
              <BodyCell className="text-ink-2">{REASONS[part.reason]}</BodyCell>
              <BodyCell align="right">
                <FigureText
                  figure={figureOf(cents[at] ?? 0n, part.units)}
                  title={formatExact(formatDecimal(part.units), currency)}
                />
              </BodyCell>
            </BodyRow>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-rule-ink border-t font-[600] [border-bottom:3px_double_var(--rule-ink)]">
            <th scope="row" colSpan={4} className="h-(--row) px-3 text-left font-[600]">
              Unallocated
            </th>
            <td className="figure h-(--row) px-3 text-right">
              <FigureText
                figure={figureOf(total, sums.unallocated)}
                title={formatExact(formatDecimal(sums.unallocated), currency)}
              />
            </td>
          </tr>
        </tfoot>
      </Sheet>
    </section>
  );
}

function homeName(home: string): string {
  if (home.startsWith('pool:')) return `Shared accounts: ${home.slice(5)}`;
  if (home === 'untagged') return 'Untagged usage';
  if (home === 'charges') return 'Charges of accounts with several projects';
  if (home === 'rounding') return 'Rounding between two groupings';
  if (home === 'notFetched') return 'Usage whose tags were not read';
  return 'Everything of the month';
}

const chargeName = (chargeClass: string): string =>
  chargeClass === 'usage' ? 'Usage' : (nameOfOurs(`(${chargeClass})`) ?? chargeClass);
