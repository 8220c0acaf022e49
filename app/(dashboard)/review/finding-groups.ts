import type { AcceptedRow, FindingRow, RuleGroup } from '@/components/review/finding-row';
import { formatDecimal } from '@/lib/finance/money';
import type { Severity } from '@/lib/finance/review/finding';
import { reviewRule } from '@/lib/finance/review/review';
import { REVIEW_RULES } from '@/lib/finance/review/review-rules';
import { BASIS_NAMES } from '@/lib/format/basis';
import { formatExact, formatFigure } from '@/lib/format/money';
import { type ReviewFinding, type ReviewReport, subjectKey } from '@/lib/reports/review';
import { evidenceHref } from '@/lib/reports/review-links';

/** Findings of a rule that the page lists; the file has all. */
const MOST = 25;

/** The findings of a severity by rule, in the order of the rules. */
export const groupsOf = (report: ReviewReport, severity: Severity): RuleGroup[] =>
  REVIEW_RULES.filter((rule) => rule.severity === severity).flatMap(({ id, title, reason, stake }) => {
    const found = report.findings.filter(({ rule }) => rule === id);
    if (found.length === 0) return [];
    const findings = found.slice(0, MOST).map((each) => toRow(each, report));
    return [{ ...{ rule: id, title, reason, stake, findings }, more: found.length - findings.length }];
  });

export const acceptedRows = (report: ReviewReport): AcceptedRow[] =>
  report.accepted.map((each) => {
    const { reason, until, acceptedBy } = each.acceptance;
    return { ...toRow(each, report), title: reviewRule(each.rule).title, reason, until, by: acceptedBy };
  });

function toRow(finding: ReviewFinding, { books }: ReviewReport): FindingRow {
  const { rule, subject, statement, evidence, cost, fix, connection } = finding;
  const exact = (units: bigint) => formatExact(formatDecimal(units), books.currency);
  const place = { ...books, connection: connection.id };
  return {
    ...{ connectionId: connection.id, rule, statement, fix, name: subject.name, subject: subjectKey(subject) },
    connection: books.connections.length > 1 ? connection.name : '',
    figure: formatFigure(formatDecimal(cost)),
    exact: exact(cost),
    evidence: evidence.map(({ label, units, basis, link }) => ({
      label,
      figure: units === null ? null : formatFigure(formatDecimal(units)),
      exact: units === null ? '' : exact(units),
      basis: basis === null ? '' : BASIS_NAMES[basis].name.toLowerCase(),
      href: link && evidenceHref(link, place),
    })),
  };
}
