'use server';

import { z } from 'zod';
import type { MonthsReply, SaveReply, TrialReply } from '@/components/rules/rules-actions';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { BASES } from '@/lib/finance/basis';
import { pathText } from '@/lib/finance/document-value';
import { formatDecimal } from '@/lib/finance/money';
import { isMonth } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import { readRules } from '@/lib/finance/rules-document';
import { projectName } from '@/lib/reports/cost-labels';
import { readReconciliation } from '@/lib/reports/reconciliation';
import { listConnections } from '@/lib/store/connections';
import { findRules, getRuleSet } from '@/lib/store/rule-sets';
import { changeRules } from '@/lib/sync/derivation-refresh';
import { whatIf, whatIfMonths } from '@/lib/sync/what-if';
import { log } from '@/lib/telemetry/log';
import { rulesTrial } from './rules-trial';

const LONGEST_NOTE = 500;

const month = z.string().refine(isMonth);
const basisName = z.enum(BASES);
const viewOf = z.object({
  connection: z.string().min(1).max(200).nullable(),
  months: z.object({ from: month, to: month }).refine(({ from, to }) => from < to),
  basis: basisName,
});
const setId = z.number().int().min(0);
const noteText = z.string().trim().min(1).max(LONGEST_NOTE);

/** What rules would make of the months that are looked at. Nothing is saved, and AWS is not asked. */
export async function tryRules(document: unknown, view: unknown): Promise<TrialReply> {
  return told(async (viewer) => {
    const began = performance.now();
    const after = rulesIn(document);
    const { db } = viewer.scope;
    const { connection, months, basis } = known(viewOf, view);
    const reconciled = await readReconciliation(viewer, { connection, months, basis, currency: null });
    if (reconciled.kind !== 'reconciliation') throw gone;
    const { books, rows } = reconciled;
    const connections = books.connections.map((each) => each.connection);
    const made = await whatIf(db, { before: (await findRules(db)).rules, after }, { connections, months, basis });
    const ids = [...made.before.projects, ...made.after.projects].map(({ project }) => project);
    const trial = rulesTrial({
      ...made,
      ...{ basis, currency: books.currency },
      names: Object.fromEntries(ids.map((id) => [id, projectName(after, id)])),
      residual: rows.reduce((sum, { residual }) => sum + residual, 0n),
      fromFiles: connections.every(({ kind }) => kind === 'focus' || kind === 'cur'),
    });
    return { ok: true, found: { ...trial, milliseconds: Math.round(performance.now() - began) } };
  });
}

/** The dry run: the stored months whose figures rules would change, of every connection. */
export async function tryMonths(document: unknown, basis: unknown): Promise<MonthsReply> {
  return told(async ({ scope }) => {
    const rules = { before: (await findRules(scope.db)).rules, after: rulesIn(document) };
    const { changed, untouched, closed } = await whatIfMonths(
      scope.db,
      rules,
      await listConnections(scope),
      known(basisName, basis),
    );
    return {
      ok: true,
      ...{ untouched, closed },
      changed: changed.map(({ moved, unallocated, ...effect }) => ({
        ...effect,
        moved: formatDecimal(moved),
        before: formatDecimal(unallocated.before),
        after: formatDecimal(unallocated.after),
      })),
    };
  });
}

/** Saves rules, with every figure that they change. */
export async function saveRules(document: unknown, base: unknown, note: unknown): Promise<SaveReply> {
  const reply = await told<SaveReply>(async (viewer) => {
    const why = noteText.safeParse(note);
    if (!why.success) {
      const message = `The note says why the rules change, in 1 to ${LONGEST_NOTE} characters: write one and save again.`;
      return { ok: false, overtaken: false, message };
    }
    return put(viewer, rulesIn(document), known(setId, base), why.data);
  });
  return 'id' in reply ? reply : { overtaken: false, ...reply };
}

/** Saves the rules of an older set again, as a new one. */
export async function restoreRules(set: unknown, base: unknown): Promise<SaveReply> {
  const reply = await told<SaveReply>(async (viewer) => {
    const older = await getRuleSet(viewer.scope.db, known(setId, set));
    const note = older.id === 0 ? 'Back to no rules' : `Back to rules ${older.id}${older.note && `: ${older.note}`}`;
    return put(viewer, older.rules, known(setId, base), note.slice(0, LONGEST_NOTE));
  });
  return 'id' in reply ? reply : { overtaken: false, ...reply };
}

async function put(viewer: Viewer, rules: Rules, base: number, note: string): Promise<SaveReply> {
  try {
    const { scope, name } = viewer;
    const change = { rules, base, note, createdBy: name, origin: await pageActor(viewer) };
    const { id, refreshed } = await changeRules(scope.db, change, new Date());
    return { ok: true, id, months: refreshed.reduce((sum, { months }) => sum + months.length, 0) };
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
    return { ok: false, overtaken: true, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}

const gone = new AppError('conflict', 'The books of this page have changed.', { fix: 'Reload the page.' });

/** @throws AppError `invalid-input` for what no page of ours sends */
function known<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid-input', 'This page sent something that it should not.', { fix: 'Reload the page.' });
}

/** @throws AppError `invalid-input` with the first of the faults */
function rulesIn(document: unknown): Rules {
  const reading = readRules(document);
  if (reading.ok) return reading.rules;
  const [first] = reading.faults;
  const more = reading.faults.length > 1 ? ` And ${reading.faults.length - 1} more.` : '';
  throw new AppError('invalid-input', `${pathText(first?.path ?? [])} ${first?.message ?? ''}.${more}`, {
    fix: 'Mend the rules and try again.',
  });
}

/** A refusal that can be expected is told, not thrown. */
async function told<Reply>(work: (viewer: Viewer) => Promise<Reply>): Promise<Reply | { ok: false; message: string }> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin', 'finance']);
    return await work(viewer);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'an action on the rules failed');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
