import { z } from 'zod';
import type { BillLine } from '@/lib/finance/bill';
import { categoryReader, dimensionReader, type Reader, tagReader } from './dimension';
import type { Knobs } from './knobs';
import { invalid } from './request';
import type { World } from './world';

const MATCH_OPTION = z.enum([
  'EQUALS',
  'ABSENT',
  'STARTS_WITH',
  'ENDS_WITH',
  'CONTAINS',
  'CASE_SENSITIVE',
  'CASE_INSENSITIVE',
  'GREATER_THAN_OR_EQUAL',
]);
const VALUES = z.object({
  Key: z.string(),
  Values: z.array(z.string().max(1024)).optional(),
  MatchOptions: z.array(MATCH_OPTION).optional(),
});
type Values = z.infer<typeof VALUES>;

/** The members of an Expression that are roots. */
type Expression = {
  And?: Expression[] | undefined;
  Or?: Expression[] | undefined;
  Not?: Expression | undefined;
  Dimensions?: Values | undefined;
  Tags?: Values | undefined;
  CostCategories?: Values | undefined;
};

export const EXPRESSION: z.ZodType<Expression> = z.object({
  get And() {
    return z.array(EXPRESSION).optional();
  },
  get Or() {
    return z.array(EXPRESSION).optional();
  },
  get Not() {
    return EXPRESSION.optional();
  },
  Dimensions: VALUES.optional(),
  Tags: VALUES.optional(),
  CostCategories: VALUES.optional(),
});

export type Predicate = (line: BillLine) => boolean;

const ROOTS = ['And', 'Or', 'Not', 'Dimensions', 'Tags', 'CostCategories'] as const;

/** Compiles an Expression by Cost Explorer's rules: one root, two or more under And and Or. @throws Refusal. */
export function compileFilter(expression: Expression, world: World, knobs: Knobs): Predicate {
  const roots = ROOTS.filter((root) => expression[root] !== undefined);
  if (roots.length > 1) {
    throw invalid(
      'Expression has more than one roots. Only one root operator is allowed for each expression: And, Or, Not, Dimensions, Tags, CostCategories',
    );
  }
  const compile = (inner: Expression) => compileFilter(inner, world, knobs);
  if (expression.And) return every(several('And', expression.And).map(compile));
  if (expression.Or) return some(several('Or', expression.Or).map(compile));
  if (expression.Not) return not(compile(expression.Not));
  const { Dimensions: dimension, Tags: tag, CostCategories: category } = expression;
  if (dimension) return matching(dimension, dimensionReader(dimension.Key, world));
  if (tag) return matching(tag, tagReader(tag.Key, world, knobs.refuseInactiveTags));
  if (category) return matching(category, categoryReader(category.Key, world));
  throw invalid('Expression has no root. One of And, Or, Not, Dimensions, Tags, CostCategories is needed.');
}

const every =
  (parts: Predicate[]): Predicate =>
  (line) =>
    parts.every((part) => part(line));
const some =
  (parts: Predicate[]): Predicate =>
  (line) =>
    parts.some((part) => part(line));
const not =
  (part: Predicate): Predicate =>
  (line) =>
    !part(line);

function several(name: string, parts: Expression[]): Expression[] {
  if (parts.length < 2) throw invalid(`Number of expressions under ${name} must be at least 2.`);
  return parts;
}

/**
 * The values of one key: any of them matches. ABSENT is a line without the key; a line whose value is explicitly empty
 * is not absent, although it groups as `key$`. The value `''` names both.
 */
function matching({ Key: key, Values: values, MatchOptions: options = [] }: Values, read: Reader): Predicate {
  if (options.includes('ABSENT')) {
    if (values && values.length > 0) throw invalid(`Values must not be specified with MatchOption ABSENT for ${key}.`);
    return (line) => read(line) === undefined;
  }
  if (!values || values.length === 0) throw invalid(`Values must not be empty for ${key}.`);
  const known = new Map<string, boolean>();
  const test = tester(values, options);
  return (line) => {
    const value = read(line) ?? '';
    const seen = known.get(value);
    if (seen !== undefined) return seen;
    const answer = test(value);
    known.set(value, answer);
    return answer;
  };
}

function tester(values: readonly string[], options: readonly string[]): (value: string) => boolean {
  const fold = (text: string) => (options.includes('CASE_INSENSITIVE') ? text.toLowerCase() : text);
  const wanted = values.map(fold);
  const has = (test: (value: string, want: string) => boolean) => (value: string) =>
    wanted.some((want) => test(fold(value), want));
  if (options.includes('STARTS_WITH')) return has((value, want) => value.startsWith(want));
  if (options.includes('ENDS_WITH')) return has((value, want) => value.endsWith(want));
  if (options.includes('CONTAINS')) return has((value, want) => value.includes(want));
  const set = new Set(wanted);
  return (value) => set.has(fold(value));
}
