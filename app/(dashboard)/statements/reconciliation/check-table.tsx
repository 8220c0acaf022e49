import { Badge } from '@/components/ui/badge';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatDecimal } from '@/lib/finance/money';
import { checkWords } from '@/lib/format/check-words';
import { formatExact } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import type { ReconciledMonth } from '@/lib/reports/reconciliation';

/** What else must agree in each month, to the last unit that AWS gives; what is between is said. */
export function CheckTable({ rows, currency }: { rows: readonly ReconciledMonth[]; currency: string }) {
  const checks = rows.flatMap(({ checks, connection, residual }) =>
    checks.map((check) => ({ ...check, connection, difference: check.actual - check.expected, residual })),
  );
  if (checks.length === 0) return <p className="text-ink-2">No cube beside the book was read for these months.</p>;
  const exact = (units: bigint) => formatExact(formatDecimal(units), currency);
  const within = (units: bigint, bound: bigint) => units <= bound && -units <= bound;
  return (
    <Sheet label="Checks of every month">
      <thead>
        <tr>
          <HeadCell>Month</HeadCell>
          <HeadCell>What must be equal</HeadCell>
          <HeadCell align="right">Expected</HeadCell>
          <HeadCell align="right">Found</HeadCell>
          <HeadCell align="right">Difference</HeadCell>
          <HeadCell align="right">Rounding can make</HeadCell>
          <HeadCell>State</HeadCell>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ connection, month, name, expected, actual, difference, bound, holds, residual }) => (
          <BodyRow key={`${connection} ${month} ${name}`}>
            <BodyCell className="whitespace-nowrap">{formatMonth(month)}</BodyCell>
            <BodyCell className="min-w-[220px]">
              {checkWords(name)}
              {holds && !within(difference, bound) && difference === -residual && (
                <span className="block text-ink-2 text-s">
                  the difference is the residual, which has a row of its own
                </span>
              )}
            </BodyCell>
            <BodyCell align="right">{exact(expected)}</BodyCell>
            <BodyCell align="right">{exact(actual)}</BodyCell>
            <BodyCell align="right">{exact(difference)}</BodyCell>
            <BodyCell align="right">{exact(bound)}</BodyCell>
            <BodyCell>
              <Badge tone={holds ? 'good' : 'caution'}>{holds ? 'holds' : 'breach'}</Badge>
            </BodyCell>
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}
