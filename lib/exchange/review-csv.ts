import type { Basis } from '@/lib/finance/basis';
import { type Currency, formatDecimal } from '@/lib/finance/money';
import type { Day, MonthRange } from '@/lib/finance/month';
import { type Finding, reviewRule } from '@/lib/finance/review/review';
import { csvNumber, csvText, writeCsv } from '@/lib/format/csv';

export type ReviewFileFrame = { readonly months: MonthRange; readonly basis: Basis; readonly currency: Currency };

/** A finding as a line of the file; one that somebody accepted says who, why and until when. */
export type ReviewFileFinding = Finding & {
  readonly connection: string;
  readonly accepted: { readonly by: string; readonly reason: string; readonly until: Day } | null;
};

const HEADER = [
  ...['from', 'to', 'currency', 'connection', 'rule', 'title', 'severity', 'subject', 'id', 'name', 'finding'],
  ...['accepted', 'evidence', 'basis', 'amount', 'at stake', 'fix'],
];

/**
 * The review as a file: a row a line of evidence, exact. What is at stake stands in the first row of each finding alone,
 * so that the column can be added; findings may overlap. No findings need no frame.
 */
export function reviewCsv(findings: readonly ReviewFileFinding[], frame?: ReviewFileFrame): string {
  return writeCsv(
    HEADER,
    findings.flatMap((finding) => {
      const { rule, severity, subject, statement, evidence, cost, fix, connection, accepted } = finding;
      const until = accepted && `until ${accepted.until} by ${accepted.by}: ${accepted.reason}`;
      const texts = [connection, rule, reviewRule(rule).title, severity, subject.kind, subject.id, subject.name];
      return evidence.map(({ label, units, basis }, at) => [
        ...[frame?.months.from, frame?.months.to, frame?.currency].map((text) => csvText(text ?? null)),
        ...[...texts, statement, until, label, units === null ? null : (basis ?? frame?.basis ?? null)].map(csvText),
        units === null ? null : csvNumber(formatDecimal(units)),
        at === 0 ? csvNumber(formatDecimal(cost)) : null,
        csvText(fix),
      ]);
    }),
  );
}
