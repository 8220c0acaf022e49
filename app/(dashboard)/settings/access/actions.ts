'use server';

import { z } from 'zod';
import type { SettingsReply } from '@/components/settings/settings-form';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { portalFault } from '@/lib/reports/console-links';
import { saveConsoleAccess } from '@/lib/store/console-access';
import { log } from '@/lib/telemetry/log';

const text = z.string().trim().max(600);
const orNone = (given: string): string | null => (given === '' ? null : given);

const fields = z.object({
  roleName: text.transform(orNone),
  roles: z.array(text).max(500),
  portal: text.transform(orNone),
  permissionSet: text.transform(orNone),
});

/** Stores which role, portal and permission set lead into the accounts. */
export async function saveAccess(given: unknown): Promise<SettingsReply> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin']);
    const { roles, portal, ...rest } = fields.parse(given);
    const fault = portal === null ? null : portalFault(portal);
    if (fault !== null) return { ok: false, message: `The portal ${fault}.` };
    const byUnit = roles.filter((line) => line !== '').map((line) => line.split(/\s+/));
    const wrong = byUnit.find((parts) => parts.length !== 2);
    if (wrong) return { ok: false, message: `“${wrong.join(' ')}” is not an OU, a space and a role.` };
    const pairs = byUnit.map(([ou = '', roleName = '']) => ({ ou, roleName }));
    const access = { ...rest, portal, roles: pairs };
    await saveConsoleAccess(viewer.scope.db, access, await pageActor(viewer));
    return { ok: true };
  } catch (error) {
    if (error instanceof z.ZodError) return { ok: false, message: 'A field is too long.' };
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'the way into the accounts could not be stored');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
