import { type Entity, entityText } from '../entity';
import type { Month } from '../month';
import type { ColumnKind } from './column';
import type { AccountPlace } from './input';
import { type Mask, type Membership, projectOfHome, within } from './membership';

/** Where the entities of finance inputs lie: a line counts in a column only if its entity lies wholly inside it. */
export type EntityPlaces = {
  /** Tells of a charge; every charge of a month is told before the month is asked for. */
  note(connection: string, month: Month, account: string, home: string, mask: Mask): void;
  /** Tells of an account that a project has charges in, where charges are told summed over accounts. */
  locate(connection: string, month: Month, account: string, home: string): void;
  /** The columns that an entity lies wholly inside of in a month. */
  maskOf(entity: Entity, month: Month): Mask;
  /** What an entity lies wholly inside of in a month, as `entityText`, the smallest first; never a ring. */
  containersOf(entity: Entity, month: Month): readonly string[];
};

/**
 * What charges may prove. An account is inside an OU, a project or an environment by its place and its rule, never by what
 * it happened to be charged for; a project or an OU is wherever all its charges are.
 */
const PROVEN: Record<Entity['kind'], readonly ColumnKind[]> = {
  account: ['connection'],
  project: ['account', 'ou', 'connection', 'environment'],
  ou: ['ou', 'connection', 'project', 'class', 'environment'],
};

/** Says nothing of a mask that is made of all charges. */
const EVERY: Mask = -1;

type Found = { mask: Mask; readonly accounts: Map<string, AccountPlace>; above: readonly string[] };

export function entityPlaces(
  entities: Iterable<Entity>,
  membership: Membership,
  connections: readonly string[],
  units: 'then' | 'now',
  placeOf: (connection: string, month: Month, account: string) => AccountPlace,
): EntityPlaces {
  const wanted = new Map([...entities].map((entity) => [entityText(entity), entity]));
  const ous = new Set([...wanted.values()].flatMap(({ kind, id }) => (kind === 'ou' ? [id] : [])));
  const found = new Map<Month, Map<string, Found>>();
  const pathOf = (place: AccountPlace) => (units === 'then' ? place.path : place.pathNow);
  const only = connections.length === 1 ? connections[0] : undefined;
  const everywhere = membership.ofKinds('organization') | (only === undefined ? 0 : membership.ofConnection(only));

  const add = (month: Month, key: string, mask: Mask, account: string, place: AccountPlace): Found => {
    const months = within(found, month);
    const known = months.get(key);
    if (known) {
      known.mask &= mask;
      if (!place.several) known.accounts.set(account, place);
      return known;
    }
    const made: Found = { mask, accounts: new Map(place.several ? [] : [[account, place]]), above: [] };
    months.set(key, made);
    return made;
  };

  /** What rules and places say of an entity, whatever it cost. */
  const structural = ({ kind, id }: Entity, month: Month): Mask => {
    if (kind === 'project') return everywhere | membership.ofHome(`project:${id}`);
    if (kind === 'ou') return everywhere | membership.ofUnit(id);
    const own = membership.ofKinds('account', 'ou');
    return connections.reduce((mask, connection) => {
      const place = placeOf(connection, month, id);
      const given = membership.ofHome(place.home) | membership.ofEnvironment(place.environment);
      return mask | given | (membership.ofAccount(connection, month, id) & own);
    }, everywhere);
  };

  return {
    note: (connection, month, account, home, mask) => {
      if (wanted.size === 0 || home === 'rounding') return;
      const project = projectOfHome(home);
      const keys = [`account:${account}`, ...(project === null ? [] : [`project:${project}`])].filter((key) =>
        wanted.has(key),
      );
      if (keys.length === 0 && ous.size === 0) return;
      const place = placeOf(connection, month, account);
      for (const key of keys) add(month, key, mask, account, place);
      if (ous.size === 0) return;
      const path = pathOf(place);
      for (const [at, id] of path.entries()) {
        if (ous.has(id)) add(month, `ou:${id}`, mask, account, place).above = path.slice(0, at);
      }
    },
    locate: (connection, month, account, home) => {
      if (wanted.has(home)) add(month, home, EVERY, account, placeOf(connection, month, account));
    },
    maskOf: (entity, month) => {
      const proven = found.get(month)?.get(entityText(entity));
      const kinds = membership.ofKinds(...PROVEN[entity.kind]);
      return structural(entity, month) | (proven ? proven.mask & kinds : 0);
    },
    containersOf: (entity, month) => {
      const proven = found.get(month)?.get(entityText(entity));
      if (entity.kind === 'ou') return unitKeys(proven?.above ?? []);
      if (entity.kind === 'account') {
        const places = connections.map((connection) => placeOf(connection, month, entity.id));
        const projects = places.flatMap(({ home }) => (projectOfHome(home) === null ? [] : [home ?? '']));
        return [...projects, ...places.flatMap((place) => unitKeys(pathOf(place)))];
      }
      const accounts = [...(proven?.accounts ?? [])];
      const [[account, place] = ['', null], ...others] = accounts;
      if (place === null) return [];
      const alone = others.length === 0 && place.home !== entityText(entity) ? [`account:${account}`] : [];
      const common = pathOf(place).filter((id) => others.every(([, other]) => pathOf(other).includes(id)));
      return [...alone, ...unitKeys(common)];
    },
  };
}

/** Units as entities, the lowest first. */
const unitKeys = (path: readonly string[]): string[] => [...path].reverse().map((id) => `ou:${id}`);
