import type { Amounts } from './basis';
import type { Day, Month } from './month';

/**
 * A cube is one way of asking for a bill (`finance.md` §5). Its name says its keys:
 * `recordType` (account, raw record type), `service` (account, service), `tag:<key>` (account, raw tag value),
 * `chain:<keys>` (account, raw value of the last key where the earlier keys are absent), `category:<name>` (account, value),
 * `detail:<shape>` (`detail-cube.ts`), `lines` and `lines.rest` (account, service and tags: `usage-set.ts`), `daily.account` (account, '') and
 * `daily.charge` (service, raw record type), the last two by day.
 */
export type CubeName =
  | 'recordType'
  | 'service'
  | 'daily.account'
  | 'daily.charge'
  | `tag:${string}`
  | `chain:${string}`
  | `category:${string}`
  | `detail:${string}`
  | 'lines'
  | 'lines.rest';

/** One cell of a cube: units of 10⁻⁹ per basis. `day` is 0 for a whole month, else the day of the month, 1 to 31. */
export type Cell = { readonly key1: string; readonly key2: string; readonly day: number; readonly amounts: Amounts };

/** A cell with the month that it belongs to. */
export type MonthCell = Cell & { readonly month: Month };

export const tagCube = (key: string): CubeName => `tag:${key}`;

export const categoryCube = (name: string): CubeName => `category:${name}`;

/** The category of a `category:` cube, or null. */
export const categoryOf = (cube: string): string | null => (cube.startsWith('category:') ? cube.slice(9) : null);

/**
 * The cube of the last key of a tag chain's beginning: usage that the earlier keys left. The first key of a chain has
 * its own `tag:` cube.
 */
export const chainCube = (keys: readonly string[]): CubeName =>
  keys.length === 1 ? tagCube(keys[0] ?? '') : `chain:${JSON.stringify(keys)}`;

/** The keys of a `tag:` or `chain:` cube, the one it is grouped by last; null for another cube. */
export function chainKeysOf(cube: string): readonly string[] | null {
  const key = tagKeyOf(cube);
  if (key !== null) return [key];
  if (!cube.startsWith('chain:')) return null;
  const keys: unknown = JSON.parse(cube.slice(6));
  return Array.isArray(keys) && keys.every((each) => typeof each === 'string') ? keys : null;
}

/** The tag key of a `tag:` cube, or null. Only the known prefix is taken off: keys may contain `:`. */
export const tagKeyOf = (cube: CubeName | string): string | null => (cube.startsWith('tag:') ? cube.slice(4) : null);

/** Months of a control total: what AWS reports ungrouped. */
export type ControlTotal = { readonly month: Month; readonly amounts: Amounts; readonly estimated: boolean };

export type { Day };
