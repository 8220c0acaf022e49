'use server';

import { z } from 'zod';
import type { EntityOption, FileReply, SavedReply } from '@/components/inputs/input-actions';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import type { Role } from '@/lib/auth/roles';
import { requireRole, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { readInputCsv } from '@/lib/exchange/input-csv';
import { readLine, repeatedLines } from '@/lib/finance/input-line';
import { findEntities } from '@/lib/reports/input-entities';
import { saveInputsAndDerive } from '@/lib/sync/input-saving';
import { log } from '@/lib/telemetry/log';
import { toSaved, totalsOf, withKind } from './input-lines';

/** A grid of a thousand entities over a year, and some. */
const MOST_LINES = 20_000;
const kindName = z.enum(['revenue', 'budget', 'driver', 'cost']);
const linesText = z
  .array(z.record(z.string().max(20), z.string().max(400)))
  .min(1)
  .max(MOST_LINES);

/** Stores lines, all or none; a dry run says the same and stores nothing. */
export async function saveLines(kind: unknown, lines: unknown, dryRun: unknown): Promise<SavedReply> {
  const reply = await told<SavedReply>(['admin', 'finance'], async (viewer) => {
    const { scope } = viewer;
    const how = { dryRun: dryRun !== false, actor: await pageActor(viewer) };
    const given = known(linesText, lines);
    return withKind(known(kindName, kind), async (wanted): Promise<SavedReply> => {
      const read = given.map((line) => readLine(wanted, line));
      const faults = read.flatMap((each, at) => (each.ok ? [] : each.faults.map((fault) => ({ at, ...fault }))));
      if (faults.length > 0) return { ok: false, message: REFUSED, faults };
      const drafts = read.flatMap((each) => (each.ok ? [each.line] : []));
      const twice = repeatedLines(wanted, drafts).map(({ at }) => ({ at, field: 'entity', message: 'comes twice' }));
      if (twice.length > 0) return { ok: false, message: REFUSED, faults: twice };
      const saved = await saveInputsAndDerive(scope.db, wanted, drafts, how);
      return saved.kind === 'saved' ? toSaved(wanted, saved) : { ok: false, message: REFUSED, faults: saved.faults };
    });
  });
  return 'faults' in reply || reply.ok ? reply : { ...reply, faults: [] };
}

/** Reads a file of lines and stores all of them or none; a dry run stores nothing. */
export async function importFile(kind: unknown, form: FormData, dryRun: unknown): Promise<FileReply> {
  const reply = await told<FileReply>(['admin', 'finance'], async (viewer) => {
    const { scope } = viewer;
    const how = { dryRun: dryRun !== false, actor: await pageActor(viewer) };
    const name = known(kindName, kind);
    const bytes = new Uint8Array(await known(z.instanceof(File), form.get('file')).arrayBuffer());
    return withKind(name, async (wanted): Promise<FileReply> => {
      const { lines, numbers, faults } = readInputCsv(wanted, bytes);
      if (faults.length > 0) return { ok: false, message: REFUSED, faults };
      if (lines.length === 0) return { ok: false, message: 'The file has a header and no lines.', faults: [] };
      const saved = await saveInputsAndDerive(scope.db, wanted, lines, how);
      const numbered = <Note extends { at: number }>(notes: readonly Note[]) =>
        notes.map((note) => ({ ...note, at: numbers[note.at] ?? 0 }));
      if (saved.kind === 'refused') {
        const found = numbered(saved.faults).map(({ at, field, message }) => ({ line: at, field, message }));
        return { ok: false, message: REFUSED, faults: found };
      }
      const { change } = saved;
      const entries = [...change.added, ...change.changed.map(({ after }) => after), ...change.unchanged];
      return {
        ...toSaved(wanted, { change, warnings: numbered(saved.warnings) }),
        lines: lines.length,
        totals: totalsOf(wanted, entries),
      };
    });
  });
  return 'faults' in reply || reply.ok ? reply : { ...reply, faults: [] };
}

/** What a new row may be about: projects, OUs and accounts by a part of their name or id. */
export async function findInputEntities(words: unknown): Promise<readonly EntityOption[]> {
  const viewer = await findPageViewer();
  requireRole(viewer, ['admin', 'finance']);
  return findEntities(viewer, known(z.string().max(200), words), new Date());
}

const REFUSED = 'Nothing was stored.';

/** @throws AppError `invalid-input` for what no page of ours sends */
function known<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid-input', `At most ${MOST_LINES} figures are stored at once.`, {
    fix: 'Send fewer, or reload the page.',
  });
}

/** A refusal that can be expected is told, not thrown. */
async function told<Reply>(
  roles: readonly Role[],
  work: (viewer: Viewer) => Promise<Reply>,
): Promise<Reply | { ok: false; message: string }> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, roles);
    return await work(viewer);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'finance inputs could not be stored');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
