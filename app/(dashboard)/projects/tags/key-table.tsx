import { CoveredShare } from '@/components/charts/covered-share';
import { FigureText } from '@/components/tables/figure-text';
import { Badge } from '@/components/ui/badge';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatDecimal, toCents } from '@/lib/finance/money';
import { figureOf, formatExact } from '@/lib/format/money';
import { formatDay } from '@/lib/format/time';
import type { DoctorKey, TagDoctorReport } from '@/lib/reports/tag-doctor';

/** Every tag key: whether AWS reports by it, whether rules read it, and how much of the usage carries it. */
export function KeyTable({ report: { keys, usage, books } }: { report: TagDoctorReport }) {
  const { currency } = books;
  return (
    <div className="min-w-0">
      <h2 className="mb-2">Tag keys</h2>
      <Sheet label="Tag keys">
        <thead>
          <tr>
            <HeadCell>Key</HeadCell>
            <HeadCell>At AWS</HeadCell>
            <HeadCell>Read as</HeadCell>
            <HeadCell align="right">Tagged, {currency}</HeadCell>
            <HeadCell align="right">Of usage</HeadCell>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <BodyRow key={key.key}>
              <BodyCell className="min-w-32 [overflow-wrap:anywhere]">{key.key}</BodyCell>
              <BodyCell className="whitespace-nowrap">
                <Status of={key} />
              </BodyCell>
              <BodyCell className="whitespace-nowrap text-ink-2">
                {key.chain === null ? '–' : `${key.chain.dimension}, ${key.chain.place}.`}
              </BodyCell>
              <BodyCell align="right">
                <Covered units={key.covered} currency={currency} />
              </BodyCell>
              <BodyCell align="right">
                <Share units={key.covered} usage={usage} />
              </BodyCell>
            </BodyRow>
          ))}
        </tbody>
      </Sheet>
      <p className="mt-2 max-w-[90ch] text-ink-3 text-s">
        A key counts from the day on which it was activated in the Billing console of the payer, under Cost allocation
        tags; AWS can backfill up to twelve months. Of keys that mean the same, a resource counts under the first that
        it has.
      </p>
    </div>
  );
}

function Status({ of: { status, lastUsedAt } }: { of: DoctorKey }) {
  if (status === null) return <span className="text-ink-3">not told</span>;
  const active = status.toLowerCase() === 'active';
  return (
    <span className="inline-flex items-baseline gap-2">
      <Badge tone={active ? 'good' : 'caution'}>{status.toLowerCase()}</Badge>
      {lastUsedAt !== null && <span className="text-ink-3 text-s">last used {formatDay(lastUsedAt.slice(0, 10))}</span>}
    </span>
  );
}

function Covered({ units, currency }: { units: bigint | null; currency: string }) {
  if (units === null) return <span className="text-ink-3">not read</span>;
  return <FigureText figure={figureOf(toCents(units), units)} title={formatExact(formatDecimal(units), currency)} />;
}

function Share({ units, usage }: { units: bigint | null; usage: bigint }) {
  // Rounded down: 100 % is all of it.
  const share = units === null || usage <= 0n ? null : Number((units * 1000n) / usage) / 1000;
  return <CoveredShare fraction={share} />;
}
