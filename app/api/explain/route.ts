import type { ChangedFigure, ExplainedFigure, ExplainedPart } from '@/components/statement/explain-reply';
import { problemResponse } from '@/lib/api/problem';
import { readParams } from '@/lib/api/query-text';
import { refusalOf } from '@/lib/api/refusal';
import { EXPLAIN_LISTS, explainParams, toExplainAsked } from '@/lib/api/statement-params';
import { requireToken } from '@/lib/auth/token-request';
import { AppError } from '@/lib/errors';
import { formatDecimal } from '@/lib/finance/money';
import type { ExplainedChange } from '@/lib/finance/statement/explanation';
import type { Source } from '@/lib/finance/statement/explanation-source';
import { BASIS_NAMES } from '@/lib/format/basis';
import { formatExactFigure } from '@/lib/format/money';
import { formatPercent } from '@/lib/format/percent';
import { readFigureReadings, whyOf } from '@/lib/reports/figure-evidence';
import { readMonthRules } from '@/lib/reports/month-rules';
import { readExplanation } from '@/lib/reports/statement';

/** Parts that are listed; the others are summed, and all of them are in the API. */
const MOST_PARTS = 100;

/** The evidence of one figure, for our own pages. */
export async function GET(request: Request): Promise<Response> {
  try {
    const viewer = await requireToken(request);
    const { searchParams } = new URL(request.url);
    const params = readParams(explainParams, searchParams, EXPLAIN_LISTS);
    const report = await readExplanation(viewer, toExplainAsked(params));
    if (report.kind === 'no-connection') throw new AppError('not-found', 'There is no connection yet, and no figure.');
    if (report.kind !== 'explanation') throw refusalOf(report);
    const { explanation, books } = report;
    const { parts, operands, unit } = explanation;
    const rulesOf = await readMonthRules(viewer, books);
    const why = (source: Source | null) => ({ source, why: source ? whyOf(viewer, source, rulesOf) : '' });
    const rest = parts.slice(MOST_PARTS);
    const figure = (units: bigint | null, ratio = false) =>
      units === null ? 'n/a' : ratio ? formatPercent(Number(units) / 1e9) : formatExactFigure(formatDecimal(units));
    const reply: ExplainedFigure = {
      amount: figure(explanation.amount, unit === 'ratio'),
      formula: explanation.formula,
      basis: BASIS_NAMES[books.basis].name,
      months: explanation.months.join(', '),
      parts: parts.slice(0, MOST_PARTS).map((part) => partOf(part.label, figure(part.units), why(part.source))),
      others:
        rest.length === 0
          ? null
          : { count: rest.length, amount: figure(rest.reduce((sum, { units }) => sum + units, 0n)) },
      operands: operands.map((each) => partOf(each.label, figure(each.units), why(each.source))),
      change: explanation.change && changedOf(explanation.change, explanation.amount ?? 0n, figure),
      readings: await readFigureReadings(viewer, report),
      api: `/api/v1/explain?${searchParams}`,
    };
    return Response.json(reply, { headers: { 'cache-control': 'private, no-store' } });
  } catch (error) {
    return problemResponse(error);
  }
}

type Told = { readonly source: Source | null; readonly why: string };

function changedOf(
  { months, before, parts }: ExplainedChange,
  amount: bigint,
  figure: (units: bigint) => string,
): ChangedFigure {
  const sides = (was: bigint, now: bigint) => ({ before: figure(was), now: figure(now), change: figure(now - was) });
  const rest = parts.slice(MOST_PARTS);
  const over = (side: 'before' | 'now') => rest.reduce((sum, part) => sum + part[side], 0n);
  return {
    ...sides(before, amount),
    months: months.join(', '),
    parts: parts.slice(0, MOST_PARTS).map(({ label, source, ...part }) => ({
      ...{ label, row: source.kind === 'row' ? source.row : null },
      ...sides(part.before, part.now),
    })),
    others: rest.length === 0 ? null : { count: rest.length, ...sides(over('before'), over('now')) },
  };
}

const partOf = (label: string, amount: string, { source, why }: Told): ExplainedPart => ({
  label,
  amount,
  why,
  row: source?.kind === 'row' ? source.row : null,
});
