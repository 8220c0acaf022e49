import { chainKeysOf } from './cube';
import { detailShapeOf, detailText } from './detail-cube';

/** A cube's name in words, for plans, steps and the request ledger: `tag:App (app absent)`, `detail app=checkout × env`. */
export function cubeText(cube: string): string {
  const shape = detailShapeOf(cube);
  if (shape) return `detail ${detailText(shape)}`;
  const keys = chainKeysOf(cube) ?? [];
  return keys.length > 1 ? `tag:${keys.at(-1)} (${keys.slice(0, -1).join(', ')} absent)` : cube;
}
