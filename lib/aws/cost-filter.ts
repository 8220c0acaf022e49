import type { Dimension, Expression } from '@aws-sdk/client-cost-explorer';
import { AppError } from '@/lib/errors';

/**
 * Which costs a query counts. Values of one filter are alternatives and match exactly, case included.
 * `tagAbsent` and `categoryAbsent` take what has no such key at all; an explicitly empty value is not absent.
 */
export type CostFilter =
  | { readonly kind: 'dimension'; readonly key: Dimension; readonly values: readonly string[] }
  | { readonly kind: 'tag'; readonly key: string; readonly values: readonly string[] }
  | { readonly kind: 'tagAbsent'; readonly key: string }
  | { readonly kind: 'category'; readonly name: string; readonly values: readonly string[] }
  | { readonly kind: 'categoryAbsent'; readonly name: string }
  | { readonly kind: 'and' | 'or'; readonly of: readonly CostFilter[] }
  | { readonly kind: 'not'; readonly of: CostFilter };

/**
 * Writes a filter as Cost Explorer wants it: one root each, And and Or with two members or more.
 * @throws AppError `invalid-input` when a list is empty: AWS would refuse it, or count everything.
 */
export function toExpression(filter: CostFilter): Expression {
  switch (filter.kind) {
    case 'dimension':
      return { Dimensions: { Key: filter.key, Values: some(filter.values, filter.key) } };
    case 'tag':
      return { Tags: { Key: filter.key, Values: some(filter.values, filter.key) } };
    case 'tagAbsent':
      return { Tags: { Key: filter.key, MatchOptions: ['ABSENT'] } };
    case 'category':
      return { CostCategories: { Key: filter.name, Values: some(filter.values, filter.name) } };
    case 'categoryAbsent':
      return { CostCategories: { Key: filter.name, MatchOptions: ['ABSENT'] } };
    case 'not':
      return filter.of.kind === 'not' ? toExpression(filter.of.of) : { Not: toExpression(filter.of) };
    case 'and':
    case 'or':
      return combined(filter.kind, flat(filter.kind, filter.of));
  }
}

function combined(kind: 'and' | 'or', parts: readonly CostFilter[]): Expression {
  const [first, ...rest] = parts;
  if (!first) throw new AppError('invalid-input', `a cost filter "${kind}" needs at least one part`);
  if (rest.length === 0) return toExpression(first);
  const expressions = parts.map(toExpression);
  return kind === 'and' ? { And: expressions } : { Or: expressions };
}

/** (a and (b and c)) is (a and b and c): AWS limits the depth of an expression. */
const flat = (kind: 'and' | 'or', parts: readonly CostFilter[]): CostFilter[] =>
  parts.flatMap((part) => (part.kind === kind ? flat(kind, part.of) : [part]));

function some(values: readonly string[], key: string): string[] {
  if (values.length === 0) throw new AppError('invalid-input', `a cost filter on ${key} needs at least one value`);
  return [...values];
}
