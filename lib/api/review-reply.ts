import { z } from 'zod';
import { BASES } from '@/lib/finance/basis';
import { ADVICE_RULES } from '@/lib/finance/review/account-advice';
import { SEVERITIES } from '@/lib/finance/review/finding';
import { reviewRule } from '@/lib/finance/review/review';
import type { BooksQuery } from '@/lib/reports/books';
import type { ReviewFinding, ReviewReport } from '@/lib/reports/review';
import { costsHref, evidenceHref } from '@/lib/reports/review-links';
import { month } from './books-params';
import { decimal, toDecimal } from './decimal';
import { missing } from './missing';

const evidence = z.strictObject({
  label: z.string(),
  amount: decimal.nullable().meta({ description: 'Null for a fact without a figure.' }),
  basis: z.enum(BASES).meta({ description: 'The basis of the amount.' }),
  href: z.string().nullable().meta({ description: 'The screen that shows it.' }),
  costs: z.string().nullable().meta({ description: 'The call whose `total` is the amount, where there is one.' }),
});

const finding = z.strictObject({
  rule: z.string(),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  connection: z.string(),
  subject: z.strictObject({
    kind: z.enum(['account', 'ou', 'project', 'tag', 'organization']),
    id: z.string(),
    name: z.string(),
  }),
  statement: z.string(),
  evidence: z.array(evidence),
  cost: decimal.meta({
    description: 'What is at stake in the months asked for, never below zero; `stake` says what it counts.',
  }),
  stake: z.string(),
  fix: z.string(),
  reason: z.string(),
});

const accepted = finding.extend({
  accepted: z.strictObject({
    reason: z.string(),
    until: z.iso.date().meta({ description: 'The first day on which the finding counts again.' }),
    by: z.string(),
    at: z.iso.datetime(),
  }),
});

const advice = z.strictObject({
  connection: z.string(),
  account: z.string(),
  name: z.string(),
  total: decimal,
  usage: decimal,
  projects: z.array(z.strictObject({ project: z.string(), usage: decimal })),
  environments: z.array(z.strictObject({ environment: z.string(), usage: decimal })),
  tagged: decimal.meta({ description: 'Usage that a tag gives a home.' }),
  inexact: decimal.meta({
    description: 'Untagged usage, and charges that are no usage: what accounts would make exact.',
  }),
  moreAccounts: z.int().min(0),
  advice: z.enum(['separate-environments', 'name-the-account', 'separate-projects', 'keep-and-tag', 'keep']),
  rule: z.string(),
});

export const reviewReply = z.strictObject({
  currency: z.string().nullable(),
  from: month.nullable(),
  to: month.nullable(),
  basis: z.string(),
  missing,
  score: z.int().min(0).max(100).nullable().meta({ description: '100 for nothing found. Null without books.' }),
  findings: z.array(finding).meta({ description: 'The gravest first, then by cost.' }),
  advice: z.array(advice).meta({ description: 'Single or separate: for every account in which something is mixed.' }),
  accepted: z.array(accepted).meta({ description: 'Findings that somebody accepted for a time: not in the score.' }),
});

/** A review as JSON. */
export const toReviewReply = ({
  books,
  score,
  findings,
  accepted,
  advice,
}: ReviewReport): z.infer<typeof reviewReply> => ({
  ...{ currency: books.currency, ...books.months, basis: books.basis, missing: [...books.missing], score },
  findings: findings.map((each) => toFinding(each, books)),
  advice: advice.map(({ connection, projects, environments, moreAccounts, ...each }) => ({
    ...{ connection: connection.name, account: each.account, name: each.name, moreAccounts, advice: each.advice },
    ...{ total: toDecimal(each.total), usage: toDecimal(each.usage) },
    ...{ tagged: toDecimal(each.tagged), inexact: toDecimal(each.inexact), rule: ADVICE_RULES[each.advice] },
    projects: projects.map(({ id, usage }) => ({ project: id, usage: toDecimal(usage) })),
    environments: environments.map(({ environment, usage }) => ({ environment, usage: toDecimal(usage) })),
  })),
  accepted: accepted.map((each) => {
    const { reason, until, acceptedBy, acceptedAt } = each.acceptance;
    return { ...toFinding(each, books), accepted: { reason, until, by: acceptedBy, at: acceptedAt } };
  }),
});

function toFinding(each: ReviewFinding, books: ReviewReport['books']): z.infer<typeof finding> {
  const { rule, severity, connection, subject, statement, cost, fix } = each;
  const { title, stake, reason } = reviewRule(rule);
  const place = { ...books, connection: connection.id };
  return {
    ...{ rule, title, severity, connection: connection.name, subject, statement, stake, fix, reason },
    cost: toDecimal(cost),
    evidence: each.evidence.map(({ label, units, basis, link, costs }) => ({
      ...{ label, amount: units === null ? null : toDecimal(units), basis: basis ?? books.basis },
      href: link && evidenceHref(link, place),
      costs: costs && costsHref(costs, place),
    })),
  };
}

/** The review of a store without any connection. */
export const noReview = ({ months, basis }: BooksQuery): z.infer<typeof reviewReply> => ({
  ...{ currency: null, from: months?.from ?? null, to: months?.to ?? null, basis, missing: [], score: null },
  ...{ findings: [], advice: [], accepted: [] },
});
