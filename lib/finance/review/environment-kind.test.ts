import { expect, it } from 'vitest';
import { environmentKind } from './environment-kind';

it.each([
  ['prod', 'production'],
  ['Production', 'production'],
  ['eu-prod', 'production'],
  ['PRD', 'production'],
  ['checkoutProd', 'production'],
  ['pre-prod', 'other'],
  ['non-production', 'other'],
  ['nonprod', 'other'],
  ['dev', 'other'],
  ['product-test', 'other'],
  ['(untagged)', null],
  ['(not fetched)', null],
  ['', null],
] as const)('%s is %s', (name, kind) => {
  expect(environmentKind(name)).toBe(kind);
});
