import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { type Actor, MACHINE, recordAudit } from './audit';
import { transaction, type Writer } from './database';
import { getSetting, saveSetting } from './settings';

const KEY = 'company';

const settings = z.object({
  /** The month, 1 to 12, that fiscal years start in. */
  fiscalYearStart: z.int().min(1).max(12).default(1),
  /** Tax is a cost, or stands beside cost and margin (`finance.md` §10). */
  tax: z.enum(['cost', 'memo']).default('cost'),
});
export type CompanySettings = Readonly<z.output<typeof settings>>;

/** How the company reads its books; what was never set is the calendar's year, and tax a cost. */
export async function getCompanySettings(db: Writer): Promise<CompanySettings> {
  const parsed = settings.safeParse((await getSetting(db, KEY)) ?? {});
  if (parsed.success) return parsed.data;
  throw new AppError('store-corrupt', 'The company settings hold something that this program did not write.', {
    cause: parsed.error,
    fix: 'Restore a copy of the store, or save the settings again.',
  });
}

/** Saves how the company reads its books, with the record of it; `at`: the instant, ISO, UTC. */
export async function saveCompanySettings(
  db: Writer,
  given: CompanySettings,
  by: Actor = MACHINE,
  at = new Date().toISOString(),
): Promise<void> {
  const after = settings.parse(given);
  await transaction(db, async (tx) => {
    const before = settings.safeParse((await getSetting(tx, KEY)) ?? {});
    await saveSetting(tx, KEY, after);
    await recordAudit(tx, {
      ...{ ...by, at, action: 'company.change', subject: 'fiscal year and tax' },
      ...{ before: before.success ? before.data : null, after },
    });
  });
}
