import type { Month } from '../month';
import type { Project } from '../rules';
import type { Column, ColumnKind } from './column';
import type { AccountPlace } from './input';

/**
 * Columns as bits, the first column the lowest. A fact's mask has the bit of every column that matches it: a slice counts in
 * each of them (`finance.md` §10).
 */
export type Mask = number;

/** Finds the columns that a fact matches. What is asked again is answered from memory. */
export type Membership = {
  /** Of the whole of a connection: what no account has, such as the residual. */
  ofConnection(connection: string): Mask;
  /** By the account's own id, its connection and the units above it. */
  ofAccount(connection: string, month: Month, account: string): Mask;
  /** Of an OU itself, by its id alone. */
  ofUnit(id: string): Mask;
  /** By project and class; `keyOfHome`. */
  ofHome(home: string | null): Mask;
  ofEnvironment(environment: string | null): Mask;
  /** The bits of all columns of some kinds. */
  ofKinds(...kinds: readonly ColumnKind[]): Mask;
};

const PROJECT = 'project:';

/** The project of a home as a key; null where the home is none. */
export const projectOfHome = (home: string | null): string | null =>
  home?.startsWith(PROJECT) ? home.slice(PROJECT.length) : null;

/** Makes the masks of a sheet's columns. `units` says whether OUs are as they were in the month or as they are now. */
export function membershipOf(
  columns: readonly Column[],
  projects: readonly Project[],
  units: 'then' | 'now',
  placeOf: (connection: string, month: Month, account: string) => AccountPlace,
): Membership {
  const where = (test: (column: Column) => boolean): Mask =>
    columns.reduce((mask, column, at) => (test(column) ? mask | (1 << at) : mask), 0);
  const index = (kind: ColumnKind) => new Map(columns.filter((each) => each.kind === kind).map(({ id }) => [id, 0]));
  const bits = (kind: ColumnKind): ReadonlyMap<string, Mask> => {
    const found = index(kind);
    for (const id of found.keys())
      found.set(
        id,
        where((column) => column.kind === kind && column.id === id),
      );
    return found;
  };
  const [ous, accounts, connections, classes] = [bits('ou'), bits('account'), bits('connection'), bits('class')];
  const [projectBits, environments] = [bits('project'), bits('environment')];
  const organization = where(({ kind }) => kind === 'organization');
  const classOf = new Map(projects.map((project) => [project.id, project.class]));
  const homes = new Map<string, Mask>();
  const known = new Map<string, Map<Month, Map<string, Mask>>>();
  // Facts of one account stand together: what the last one found is asked first.
  let last: { connection: string; month: Month; account: string; mask: Mask } | null = null;
  const ofConnection = (connection: string): Mask => organization | (connections.get(connection) ?? 0);

  const accountMask = (connection: string, month: Month, account: string): Mask => {
    let mask = ofConnection(connection) | (accounts.get(account) ?? 0);
    if (ous.size === 0) return mask;
    const place = placeOf(connection, month, account);
    for (const id of units === 'then' ? place.path : place.pathNow) mask |= ous.get(id) ?? 0;
    return mask;
  };

  return {
    ofConnection,
    ofAccount: (connection, month, account) => {
      if (last?.account === account && last.month === month && last.connection === connection) return last.mask;
      const months = within(known, connection);
      const masks = within(months, month);
      const mask = masks.get(account) ?? accountMask(connection, month, account);
      masks.set(account, mask);
      last = { connection, month, account, mask };
      return mask;
    },
    ofUnit: (id) => ous.get(id) ?? 0,
    ofHome: (home) => {
      if (home === null) return 0;
      const before = homes.get(home);
      if (before !== undefined) return before;
      const project = projectOfHome(home);
      const mask =
        project === null ? 0 : (projectBits.get(project) ?? 0) | (classes.get(classOf.get(project) ?? '') ?? 0);
      homes.set(home, mask);
      return mask;
    },
    ofEnvironment: (environment) => (environment === null ? 0 : (environments.get(environment) ?? 0)),
    ofKinds: (...kinds) => where(({ kind }) => kinds.includes(kind)),
  };
}

/** The inner map of a key, made when it is not there. */
export function within<Key, Inner, Value>(outer: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  const known = outer.get(key);
  if (known) return known;
  const made = new Map<Inner, Value>();
  outer.set(key, made);
  return made;
}
