'use server';

import { z } from 'zod';
import type { FindingReply } from '@/components/review/finding-row';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { addDays, dayOf } from '@/lib/finance/month';
import { REVIEW_RULES } from '@/lib/finance/review/review-rules';
import { acceptFinding, withdrawAcceptance } from '@/lib/store/accepted-findings';
import { getConnection } from '@/lib/store/connections';
import { log } from '@/lib/telemetry/log';

const LONGEST_REASON = 500;
/** Nothing is accepted for longer: whoever did may have left by then. */
const LONGEST_DAYS = 731;

const findingRef = z.object({
  connectionId: z.string().min(1).max(200),
  rule: z.string().refine((id) => REVIEW_RULES.some((rule) => rule.id === id), 'There is no such rule.'),
  subject: z.string().regex(/^[a-z]+:.{1,700}$/s, 'The finding is about nothing.'),
});

const acceptance = findingRef.extend({
  reason: z
    .string()
    .trim()
    .min(1, 'A reason says why it is right as it is.')
    .max(LONGEST_REASON, `A reason has at most ${LONGEST_REASON} characters.`),
  until: z.iso.date('The end is a day such as 2027-02-01.'),
});

/** Accepts a finding until a day; an earlier acceptance of it is replaced. */
export async function acceptReviewFinding(given: unknown): Promise<FindingReply> {
  return told(async (viewer) => {
    const { connectionId, until, ...rest } = known(acceptance, given);
    const now = new Date();
    const [first, last] = [addDays(dayOf(now), 1), addDays(dayOf(now), LONGEST_DAYS)];
    if (until < first || until > last) {
      throw new AppError('invalid-input', `The end lies between ${first} and ${last}.`, { fix: 'Choose another day.' });
    }
    const { id } = await getConnection(viewer.scope, connectionId);
    const accepted = { ...rest, connectionId: id, until, acceptedBy: viewer.name, acceptedAt: now.toISOString() };
    await acceptFinding(viewer.scope.db, accepted, await pageActor(viewer));
  });
}

/** Takes an acceptance back. */
export async function withdrawReviewFinding(given: unknown): Promise<FindingReply> {
  return told(async (viewer) => {
    const { connectionId, rule, subject } = known(findingRef, given);
    const { id } = await getConnection(viewer.scope, connectionId);
    await withdrawAcceptance(viewer.scope.db, { connectionId: id, rule, subject }, await pageActor(viewer));
  });
}

/** @throws AppError `invalid-input` with the first fault */
function known<T>(schema: z.ZodType<T>, sent: unknown): T {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid-input', parsed.error.issues[0]?.message ?? 'This page sent something wrong.', {
    fix: 'Mend it, or reload the page.',
  });
}

/** A refusal that can be expected is told, not thrown. */
async function told(work: (viewer: Viewer) => Promise<void>): Promise<FindingReply> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin', 'finance']);
    await work(viewer);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'a finding could not be accepted');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
