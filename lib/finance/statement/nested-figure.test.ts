import { describe, expect, it } from 'vitest';
import { type Entity, entityText, parseEntity } from '../entity';
import { ownFigures } from './nested-figure';

const figure = (text: string, units: bigint) => {
  const entity = parseEntity(text);
  if (!entity) throw new Error(text);
  return { line: text, entity, units };
};
const CONTAINERS: Readonly<Record<string, readonly string[]>> = {
  'account:1': ['project:checkout', 'ou:ou-root-live', 'ou:ou-root-shop'],
  'project:checkout': ['ou:ou-root-live', 'ou:ou-root-shop'],
  'ou:ou-root-live': ['ou:ou-root-shop'],
};
const own = (...figures: ReturnType<typeof figure>[]) =>
  Object.fromEntries(
    ownFigures(figures, (entity: Entity) => CONTAINERS[entityText(entity)] ?? []).map(({ line, units }) => [
      line,
      units,
    ]),
  );

describe('ownFigures', () => {
  it('takes each figure from the smallest that holds it and has one', () => {
    expect(own(figure('ou:ou-root-shop', 100n), figure('project:checkout', 60n), figure('account:1', 25n))).toEqual({
      'ou:ou-root-shop': 40n,
      'project:checkout': 35n,
      'account:1': 25n,
    });
  });

  it('leaves a figure that nothing else holds, and goes below zero where parts exceed the parent', () => {
    expect(own(figure('account:1', 25n), figure('project:search', 5n))).toEqual({
      'account:1': 25n,
      'project:search': 5n,
    });
    expect(own(figure('ou:ou-root-live', 10n), figure('account:1', 25n))).toEqual({
      'ou:ou-root-live': -15n,
      'account:1': 25n,
    });
  });
});
