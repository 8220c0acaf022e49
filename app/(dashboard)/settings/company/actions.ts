'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { SettingsReply } from '@/components/settings/settings-form';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { saveCompanySettings } from '@/lib/store/company-settings';
import { log } from '@/lib/telemetry/log';

const given = z.object({ fiscalYearStart: z.int().min(1).max(12), tax: z.enum(['cost', 'memo']) });

/** Stores how the company reads its books: every statement, budget and export follows at once. */
export async function saveCompany(settings: unknown): Promise<SettingsReply> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin', 'finance']);
    const parsed = given.safeParse(settings);
    if (!parsed.success)
      return { ok: false, message: 'A fiscal year starts in a month, 1 to 12; tax is cost or memo.' };
    await saveCompanySettings(viewer.scope.db, parsed.data, await pageActor(viewer));
    revalidatePath('/', 'layout');
    return { ok: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'the company settings could not be stored');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
