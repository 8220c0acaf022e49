'use server';

import { z } from 'zod';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { withAlias } from '@/lib/finance/alias';
import { findRules } from '@/lib/store/rule-sets';
import { changeRules } from '@/lib/sync/derivation-refresh';
import { log } from '@/lib/telemetry/log';

const alias = z.object({
  dimension: z.enum(['project', 'environment']),
  raw: z.string().min(1).max(256),
  target: z.string().min(1).max(256),
  base: z.int().min(0),
});

/** Makes a spelling mean what another one does, from now on and in every open month. A refusal is told, not thrown. */
export async function addAlias(given: unknown): Promise<{ ok: true } | { ok: false; message: string }> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin', 'finance']);
    const parsed = alias.safeParse(given);
    if (!parsed.success) return { ok: false, message: 'This is no alias. Reload the page and choose again.' };
    const { base, ...wanted } = parsed.data;
    const { rules } = await findRules(viewer.scope.db);
    const note = `${JSON.stringify(wanted.raw)} is ${wanted.dimension} ${wanted.target}`;
    const by = { createdBy: viewer.name, origin: await pageActor(viewer) };
    const change = { rules: withAlias(rules, wanted), note, base, ...by };
    await changeRules(viewer.scope.db, change, new Date());
    return { ok: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'an alias could not be stored');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
