import { FACE_KEYS } from '../account-axis';
import type { Month } from '../month';
import type { StatementSlice, UsageCell } from './input';
import { within } from './membership';

type Tally = { units: bigint; cells: number };

/**
 * What a face lacks of the usage of the slices, by account and, with `byHome`, by home: `(not fetched)` where it has no cell
 * at all, else `(unknown)`. With it the face has the usage of the book, to the unit, whatever was stored.
 */
export function usageRemainders(
  slices: readonly StatementSlice[],
  cells: readonly UsageCell[],
  byHome: boolean,
  months: ReadonlySet<Month>,
): UsageCell[] {
  const tallies = new Map<string, Map<Month, Map<string, Map<string, Tally>>>>();
  // Facts of one account stand together: what the last one found is asked first.
  let last = { connection: '', month: '', account: '', homes: new Map<string, Tally>() };
  const tallyOf = (connection: string, month: Month, account: string, home: string | null): Tally => {
    if (account !== last.account || month !== last.month || connection !== last.connection) {
      last = { connection, month, account, homes: within(within(within(tallies, connection), month), account) };
    }
    const key = byHome ? (home ?? '') : '';
    const known = last.homes.get(key);
    if (known) return known;
    const tally = { units: 0n, cells: 0 };
    last.homes.set(key, tally);
    return tally;
  };
  for (const { connection, month, account, home, chargeClass, units } of slices) {
    if (chargeClass === 'usage' && months.has(month)) tallyOf(connection, month, account, home).units += units;
  }
  for (const { connection, month, account, home, units } of cells) {
    if (!months.has(month)) continue;
    const tally = tallyOf(connection, month, account, home);
    tally.units -= units;
    tally.cells += 1;
  }
  const rest: UsageCell[] = [];
  for (const [connection, byMonth] of tallies)
    for (const [month, accounts] of byMonth)
      for (const [account, homes] of accounts)
        for (const [home, { units, cells: count }] of homes) {
          if (units === 0n) continue;
          const key = count === 0 ? FACE_KEYS.notFetched : FACE_KEYS.unknown;
          const at = { connection, month, account, home: byHome ? home : null };
          rest.push({ ...at, environment: key, service: key, units });
        }
  return rest;
}
