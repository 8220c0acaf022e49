import type { Amounts } from './basis';
import type { Day, Month } from './month';

/**
 * A cube is one way of asking for a bill (`finance.md` §5). Its name says its keys:
 * `recordType` (account, raw record type), `service` (account, service), `tag:<key>` (account, raw tag value),
 * `daily.account` (account, '') and `daily.charge` (service, raw record type), both by day.
 */
export type CubeName = 'recordType' | 'service' | 'daily.account' | 'daily.charge' | `tag:${string}`;

/** One cell of a cube: units of 10⁻⁹ per basis. `day` is 0 for a whole month, else the day of the month, 1 to 31. */
export type Cell = { readonly key1: string; readonly key2: string; readonly day: number; readonly amounts: Amounts };

/** A cell with the month that it belongs to. */
export type MonthCell = Cell & { readonly month: Month };

export const tagCube = (key: string): CubeName => `tag:${key}`;

/** The tag key of a `tag:` cube, or null. Only the known prefix is taken off: keys may contain `:`. */
export const tagKeyOf = (cube: CubeName | string): string | null => (cube.startsWith('tag:') ? cube.slice(4) : null);

/** Months of a control total: what AWS reports ungrouped. */
export type ControlTotal = { readonly month: Month; readonly amounts: Amounts; readonly estimated: boolean };

export type { Day };
