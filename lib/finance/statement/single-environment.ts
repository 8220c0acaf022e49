import { FACE_KEYS } from '../account-axis';
import type { Month } from '../month';
import type { UsageCell } from './input';
import { within } from './membership';

/**
 * Finds the environment of all usage of a home in an account in a month; null where there are several, or it is not known whole.
 * `cells` are of the face account × home × environment. What a pool moved is known by account and home only, so it is put
 * into an environment only where those have a single one; a rounding of a few units does not make a second.
 */
export function singleEnvironments(
  cells: readonly UsageCell[],
): (connection: string, month: Month, account: string, home: string) => string | null {
  const known = new Map<string, Map<Month, Map<string, Map<string, string | null>>>>();
  for (const { connection, month, account, home, environment } of cells) {
    if (environment === FACE_KEYS.rounding) continue;
    const homes = within(within(within(known, connection), month), account);
    const single = environment === FACE_KEYS.notFetched || environment === FACE_KEYS.unknown ? null : environment;
    const before = homes.get(home ?? '');
    homes.set(home ?? '', before === undefined || before === single ? single : null);
  }
  return (connection, month, account, home) => known.get(connection)?.get(month)?.get(account)?.get(home) ?? null;
}
