import type { Database } from '@/lib/store/database';
import { log } from '@/lib/telemetry/log';
import { refreshDerivations } from './derivation-refresh';

/**
 * Derives at a start what is not derived yet: of a store that an older version wrote, or whose process ended before it
 * was done.
 */
export function startDerivations(open: () => Promise<Database>): void {
  open()
    .then((db) => refreshDerivations(db, new Date()))
    .then((refreshed) => {
      const months = refreshed.reduce((count, each) => count + each.months.length, 0);
      if (months > 0) log.info({ months }, 'derived what rules make of months');
    })
    .catch((err) => log.error({ err }, 'could not derive what rules make of months'));
}
