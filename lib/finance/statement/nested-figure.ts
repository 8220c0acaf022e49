import { type Entity, entityText } from '../entity';

/** A figure of an entity that others may lie inside of. */
export type Figure<Line> = { readonly line: Line; readonly entity: Entity; readonly units: bigint };

/**
 * What each figure adds to those that lie inside of it: its own less theirs. So a parent's figure, where one is given, is
 * what its column has, whatever its parts add up to, and without one it is their sum: a budget counts once however many
 * levels have one. The result is negative where the parts exceed the parent.
 * `containersOf` names what an entity lies inside of, the smallest first.
 */
export function ownFigures<Line>(
  figures: readonly Figure<Line>[],
  containersOf: (entity: Entity) => readonly string[],
): Figure<Line>[] {
  const places = new Map(figures.map(({ entity }, at) => [entityText(entity), at]));
  const own = figures.map(({ units }) => units);
  for (const { entity, units } of figures) {
    const parent = containersOf(entity).find((key) => places.has(key));
    const at = parent === undefined ? undefined : places.get(parent);
    if (at !== undefined) own[at] = (own[at] ?? 0n) - units;
  }
  return figures.map((figure, at) => ({ ...figure, units: own[at] ?? 0n }));
}
