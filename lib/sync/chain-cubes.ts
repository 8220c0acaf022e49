import { type CubeName, chainCube, tagCube } from '@/lib/finance/cube';
import type { Rules } from '@/lib/finance/rules';

/** The cubes of a tag chain, one a key: each asks what the earlier keys left, the first one everything. */
export const cubesOfChain = (keys: readonly string[]): CubeName[] =>
  keys.map((_, at) => chainCube(keys.slice(0, at + 1)));

/**
 * The tag cubes that a connection reads: both chains of the rules, then the chosen keys. A key that is chosen and begins a
 * chain is one cube; a later key of a chain is another question by itself, since it then counts what an earlier key has, too.
 */
export const tagCubesOf = ({ dimensions }: Pick<Rules, 'dimensions'>, chosen: readonly string[]): CubeName[] => [
  ...new Set([...cubesOfChain(dimensions.project), ...cubesOfChain(dimensions.environment), ...chosen.map(tagCube)]),
];
