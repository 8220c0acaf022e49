import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import type { BudgetComparison } from '@/lib/finance/budget-pace';
import { toCents } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import { DASH, figureOf } from '@/lib/format/money';
import { formatChange } from '@/lib/format/percent';
import { formatMonth } from '@/lib/format/time';

type Line = {
  readonly entity: string;
  readonly name: string;
  readonly given: boolean;
  readonly budget: bigint;
  readonly parts: bigint | null;
  readonly pace: BudgetComparison | null;
  readonly variance: BudgetComparison | null;
  readonly unknown: readonly Month[];
};

/** Budgets against the sum of their parts, what was spent to date, and complete months; one line an entity. */
export function BudgetTable({ label, lines }: { label: string; lines: readonly Line[] }) {
  return (
    <Sheet label={label}>
      <thead>
        <tr>
          <HeadCell className="w-full min-w-40">Entity</HeadCell>
          <HeadCell align="right">Budget</HeadCell>
          <HeadCell align="right">Its parts</HeadCell>
          <HeadCell align="right">Difference</HeadCell>
          <HeadCell align="right">Budget to date</HeadCell>
          <HeadCell align="right">Actual to date</HeadCell>
          <HeadCell align="right">Pace</HeadCell>
          <HeadCell align="right">Complete months</HeadCell>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ entity, name, given, budget, parts, pace, variance, unknown }) => (
          <BodyRow key={entity}>
            <BodyCell title={entity} className="py-1">
              {name}
              <span className="block text-ink-3 text-xs">
                {[entity.startsWith('project:') ? '' : entity, given ? '' : 'the sum of its parts']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </BodyCell>
            <Amount units={budget} />
            <Amount units={given ? parts : null} />
            <Amount units={given && parts !== null ? budget - parts : null} />
            <Amount units={pace?.budget ?? null} />
            <Amount units={pace?.actual ?? null} />
            <BodyCell align="right" className="whitespace-nowrap">
              {pace ? formatChange(pace.share) : DASH}
            </BodyCell>
            <BodyCell align="right" className="whitespace-nowrap">
              {variance ? (
                <>
                  {figureOf(toCents(variance.difference), variance.difference).text}{' '}
                  <span className="text-ink-3">{formatChange(variance.share)}</span>
                </>
              ) : (
                DASH
              )}
              {unknown.length > 0 && (
                <span className="block font-sans text-caution text-xs">
                  without {unknown.map(formatMonth).join(', ')}
                </span>
              )}
            </BodyCell>
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}

function Amount({ units }: { units: bigint | null }) {
  const figure = units === null ? null : figureOf(toCents(units), units);
  return (
    <BodyCell align="right" className={`whitespace-nowrap ${figure?.negative ? 'text-negative' : ''}`}>
      {figure?.text ?? DASH}
    </BodyCell>
  );
}
