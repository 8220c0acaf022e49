'use server';

import { z } from 'zod';
import { prepareBeforeAfter } from '@/components/rules/before-after';
import { catchRows } from '@/components/rules/catch-rows';
import type { FileReply, PreviewReply } from '@/components/rules/rules-preview';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, requireRole } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { readRulesFile } from '@/lib/exchange/rules-file';
import { BASES, type Basis } from '@/lib/finance/basis';
import { pathText } from '@/lib/finance/document-value';
import { addMonths, isMonth } from '@/lib/finance/month';
import { documentOf, readRules } from '@/lib/finance/rules-document';
import { rulesWarnings } from '@/lib/finance/rules-warnings';
import type { SharedCosts } from '@/lib/finance/shared-cost';
import { projectName } from '@/lib/reports/cost-labels';
import { readReconciliation } from '@/lib/reports/reconciliation';
import { findKnownNames } from '@/lib/store/known-names';
import { listAccountsSeen } from '@/lib/store/organization';
import { findRules } from '@/lib/store/rule-sets';
import { type MonthPreview, previewMonth } from '@/lib/sync/rules-preview';
import { log } from '@/lib/telemetry/log';

const month = z.string().refine(isMonth);
const viewOf = z.object({
  connection: z.string().min(1).max(200).nullable(),
  months: z.object({ from: month, to: month }),
  basis: z.enum(BASES),
});

/** What each rule catches in the last of the months that are looked at, and what it would change. Nothing is saved. */
export async function previewRules(document: unknown, view: unknown): Promise<PreviewReply> {
  return told(async () => {
    const began = performance.now();
    const viewer = await findPageViewer();
    requireOrganization(viewer);
    const reading = readRules(document);
    const wanted = viewOf.safeParse(view);
    if (!reading.ok || !wanted.success) {
      return { ok: false, message: 'These rules have faults. Mend them, and their effect is worked out.' };
    }
    const { scope } = viewer;
    const { basis, connection, months } = wanted.data;
    const last = { from: addMonths(months.to, -1), to: months.to };
    const reconciled = await readReconciliation(viewer, { connection, months: last, basis, currency: null });
    if (reconciled.kind !== 'reconciliation') return { ok: false, message: 'This month is not in the books.' };
    const connections = reconciled.books.connections.filter((each) => each.months.length > 0);
    const [{ rules }, known, seen] = await Promise.all([
      findRules(scope.db),
      findKnownNames(scope.db),
      Promise.all(connections.map((each) => listAccountsSeen(scope, each.connection.id))),
    ]);
    const previews: MonthPreview[] = [];
    for (const { connection: of } of connections) {
      previews.push(await previewMonth(scope.db, of, last.from, { before: rules, after: reading.rules }));
    }
    const names = new Map(seen.flat().map(({ accountId, name }) => [accountId, name]));
    const side = (which: 'before' | 'after') => addUp(previews, which, basis);
    const [before, after] = [side('before'), side('after')];
    const ids = [...before.projects, ...after.projects].map(({ project }) => project);
    const fromFiles = connections.every((each) => each.connection.kind === 'focus' || each.connection.kind === 'cur');
    return {
      ok: true,
      found: {
        month: last.from,
        catches: catchRows(
          previews.map(({ preview }) => preview.rules),
          basis,
          (id) => names.get(id) ?? id,
        ),
        table: prepareBeforeAfter({
          ...{ before, after, currency: reconciled.books.currency },
          names: Object.fromEntries(ids.map((id) => [id, projectName(reading.rules, id)])),
          residual: reconciled.rows.reduce((sum, { residual }) => sum + residual, 0n),
          totalLabel: fromFiles ? 'File total' : 'AWS total',
        }),
        unread: [...new Set(previews.flatMap(({ unread }) => unread))],
        closed: previews.some(({ closed }) => closed.includes(last.from)) ? [last.from] : [],
        warnings: rulesWarnings(reading.rules, known, rules),
        milliseconds: Math.round(performance.now() - began),
      },
    };
  });
}

/** Reads a rules file. Nothing is saved: what it says becomes a draft. */
export async function readFile(form: unknown): Promise<FileReply> {
  const reply = await told<FileReply>(async () => {
    requireRole(await findPageViewer(), ['admin', 'finance']);
    const file = form instanceof FormData ? form.get('file') : null;
    if (!(file instanceof File)) return { ok: false, message: 'Choose a file of rules, JSON or YAML.', faults: [] };
    const reading = readRulesFile(new Uint8Array(await file.arrayBuffer()), file.name);
    if (reading.ok) return { ok: true, document: documentOf(reading.rules) };
    const faults = reading.faults.map(({ path, ...fault }) => ({ ...fault, path: pathText(path) }));
    return { ok: false, message: `${file.name} was not read: nothing of it is used.`, faults };
  });
  return reply.ok ? reply : { faults: [], ...reply };
}

/** What a closed month is before stands for after: no rule changes it. */
function addUp(previews: readonly MonthPreview[], side: 'before' | 'after', basis: Basis): SharedCosts {
  const projects = new Map<string, { direct: bigint; shared: bigint }>();
  for (const { preview, month: of, closed } of previews) {
    for (const { project, before, after } of preview.projects) {
      const pays = side === 'after' && !closed.includes(of) ? after : before;
      const known = projects.get(project) ?? { direct: 0n, shared: 0n };
      const { direct, shared } = pays;
      projects.set(project, { direct: known.direct + direct[basis], shared: known.shared + shared[basis] });
    }
  }
  const sum = (what: 'unallocated' | 'untagged') =>
    previews.reduce((total, { preview, month: of, closed }) => {
      const { before, after } = preview[what];
      return total + (side === 'after' && !closed.includes(of) ? after : before)[basis];
    }, 0n);
  return {
    projects: [...projects].map(([project, pays]) => ({ project, ...pays })),
    ...{ pools: [], flows: [], notices: [] },
    unallocated: sum('unallocated'),
    untagged: sum('untagged'),
  };
}

/** A refusal that can be expected is told, not thrown. */
async function told<Reply>(work: () => Promise<Reply>): Promise<Reply | { ok: false; message: string }> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'an action on the rules failed');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
