import { z } from 'zod';
import { categoryReader, dimensionReader, type Reader, tagReader } from './dimension';
import type { Knobs } from './knobs';
import { invalid } from './request';
import type { World } from './world';

export const GROUP_BY = z.object({ Type: z.enum(['DIMENSION', 'TAG', 'COST_CATEGORY']).optional(), Key: z.string() });
export type GroupBy = z.infer<typeof GROUP_BY>;

const NOT_GROUPED = ['LINKED_ACCOUNT_NAME', 'RESOURCE_ID'];

/** How to find and write one key of a group. */
export type Grouping = { readonly read: Reader; readonly write: (value: string) => string };

/**
 * Compiles a GroupBy list. A tag is written `key$value` and a category `Name$Value`; without a value, or with an
 * empty one, `key$`. @throws Refusal for a third group.
 */
export function compileGroups(groups: readonly GroupBy[], world: World, knobs: Knobs): Grouping[] {
  if (groups.length > 2) {
    throw invalid(
      "1 validation error detected: Value at 'groupBy' failed to satisfy constraint: Member must have length less than or equal to 2",
    );
  }
  return groups.map((group) => grouping(group, world, knobs));
}

function grouping({ Type: type = 'DIMENSION', Key: key }: GroupBy, world: World, knobs: Knobs): Grouping {
  if (type === 'TAG')
    return { read: tagReader(key, world, knobs.refuseInactiveTags), write: (value) => `${key}$${value}` };
  if (type === 'COST_CATEGORY') return { read: categoryReader(key, world), write: (value) => `${key}$${value}` };
  if (NOT_GROUPED.includes(key)) throw invalid(`Group Definition dimension is invalid: ${key}`);
  return { read: dimensionReader(key, world), write: (value) => value };
}
