'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { ViewReply } from '@/components/statement/saved-views';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { seesOrganization } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { removeSavedView, saveView as storeView } from '@/lib/store/saved-views';
import { log } from '@/lib/telemetry/log';

const LONGEST_ADDRESS = 4000;

const view = z.object({
  name: z.string().trim().min(1, 'A view needs a name.').max(80, 'A name has at most 80 characters.'),
  shared: z.boolean(),
  address: z.string().max(LONGEST_ADDRESS, 'This view is too long to be kept.'),
});

/** Keeps the sheet of an address under a name, for oneself or for everyone. One of the same name is replaced. */
export async function saveView(given: unknown): Promise<ViewReply> {
  return told(async () => {
    const viewer = await findPageViewer();
    const parsed = view.safeParse(given);
    if (!parsed.success) return { ok: false, error: parsed.error.issues[0]?.message ?? 'This view cannot be kept.' };
    if (parsed.data.shared && !seesOrganization(viewer)) {
      return { ok: false, error: 'A view for everyone is kept by those who see every account. Keep it for yourself.' };
    }
    const { scope, name: owner } = viewer;
    await storeView(scope.db, { owner, ...parsed.data }, new Date().toISOString(), await pageActor(viewer));
    revalidatePath('/statements');
    return { ok: true };
  });
}

/** Removes a view of one's own. */
export async function removeView(id: unknown): Promise<ViewReply> {
  return told(async () => {
    const viewer = await findPageViewer();
    const view = z.string().min(1).max(100).parse(id);
    await removeSavedView(viewer.scope.db, viewer.name, view, { origin: await pageActor(viewer) });
    revalidatePath('/statements');
    return { ok: true };
  });
}

async function told(work: () => Promise<ViewReply>): Promise<ViewReply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.message };
    log.error({ error }, 'a saved view failed');
    return { ok: false, error: 'That did not work; nothing was changed.' };
  }
}
