import { type AccountFacts, unknownAccount } from '../account-facts';
import type { Assigner } from '../assignment';
import { keyOfHome } from '../home';
import type { Month } from '../month';
import { type AccountPlace, type StatementShare, type StatementSlice, UNPLACED, type UsageCell } from './input';

// Facts of one connection as a statement takes them. Every object is written out: see `StatementInput`.

export const slicesOf = (connection: string, slices: readonly Omit<StatementSlice, 'connection'>[]): StatementSlice[] =>
  slices.map(({ month, account, home, chargeClass, units, rule }) => ({
    connection,
    month,
    account,
    home,
    chargeClass,
    units,
    rule,
  }));

export const sharesOf = (connection: string, shares: readonly Omit<StatementShare, 'connection'>[]): StatementShare[] =>
  shares.map(({ month, pool, chargeClass, side, account, home, units }) => ({
    connection,
    month,
    pool,
    chargeClass,
    side,
    account,
    home,
    units,
  }));

export const cellsOf = (connection: string, cells: readonly Omit<UsageCell, 'connection'>[]): UsageCell[] =>
  cells.map(({ month, account, home, environment, service, units }) => ({
    connection,
    month,
    account,
    home,
    environment,
    service,
    units,
  }));

/** What is known of a connection's accounts: as recorded for a month, as recorded last, and the rules of the month. */
export type ConnectionPlaces = {
  readonly then: (month: Month) => ReadonlyMap<string, AccountFacts>;
  readonly now: ReadonlyMap<string, AccountFacts>;
  readonly assigner: (month: Month) => Assigner;
};

/** Finds the place of an account (`StatementInput.placeOf`); what is asked again is answered from memory. */
export function placesOf(connections: ReadonlyMap<string, ConnectionPlaces>) {
  const known = new Map<string, AccountPlace>();
  return (connection: string, month: Month, account: string): AccountPlace => {
    const key = `${month} ${account} ${connection}`;
    const before = known.get(key);
    if (before) return before;
    const places = connections.get(connection);
    const made = places ? placeIn(places, month, account) : UNPLACED;
    known.set(key, made);
    return made;
  };
}

/** An account that only costs know has no place, but the rules may name it by its id. */
function placeIn({ then, now, assigner }: ConnectionPlaces, month: Month, account: string): AccountPlace {
  const facts = then(month).get(account) ?? unknownAccount(account);
  const { home, environment } = assigner(month).ofAccount(facts);
  return {
    path: facts.path,
    pathNow: now.get(account)?.path ?? [],
    home: home && keyOfHome(home.value),
    environment: environment?.value ?? null,
  };
}
