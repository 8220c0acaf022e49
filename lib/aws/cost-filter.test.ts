import { describe, expect, it } from 'vitest';
import { type CostFilter, toExpression } from './cost-filter';

const usage: CostFilter = { kind: 'dimension', key: 'RECORD_TYPE', values: ['Usage', 'DiscountedUsage'] };
const app: CostFilter = { kind: 'tagAbsent', key: 'app' };
const env: CostFilter = { kind: 'tag', key: 'env', values: ['prod', ''] };
const USAGE = { Dimensions: { Key: 'RECORD_TYPE', Values: ['Usage', 'DiscountedUsage'] } };
const APP = { Tags: { Key: 'app', MatchOptions: ['ABSENT'] } };
const ENV = { Tags: { Key: 'env', Values: ['prod', ''] } };

describe('a filter', () => {
  it.each<[string, CostFilter, object]>([
    ['a dimension', usage, USAGE],
    ['a tag', env, ENV],
    ['an absent tag', app, APP],
    [
      'a category',
      { kind: 'category', name: 'Team', values: ['A'] },
      { CostCategories: { Key: 'Team', Values: ['A'] } },
    ],
    [
      'an absent category',
      { kind: 'categoryAbsent', name: 'Team' },
      { CostCategories: { Key: 'Team', MatchOptions: ['ABSENT'] } },
    ],
    ['and of two', { kind: 'and', of: [usage, app] }, { And: [USAGE, APP] }],
    ['and of one is that one', { kind: 'and', of: [usage] }, USAGE],
    [
      'and of ands is one and',
      { kind: 'and', of: [usage, { kind: 'and', of: [app, env] }] },
      { And: [USAGE, APP, ENV] },
    ],
    [
      'an or within an and stays',
      { kind: 'and', of: [usage, { kind: 'or', of: [app, env] }] },
      { And: [USAGE, { Or: [APP, ENV] }] },
    ],
    ['an or of one within an and', { kind: 'and', of: [usage, { kind: 'or', of: [app] }] }, { And: [USAGE, APP] }],
    ['not', { kind: 'not', of: env }, { Not: ENV }],
    ['not of not', { kind: 'not', of: { kind: 'not', of: env } }, ENV],
  ])('%s', (_name, filter, expression) => {
    expect(toExpression(filter)).toEqual(expression);
  });

  it.each<[string, CostFilter]>([
    ['no value of a dimension', { kind: 'dimension', key: 'RECORD_TYPE', values: [] }],
    ['no value of a tag', { kind: 'tag', key: 'app', values: [] }],
    ['no part', { kind: 'or', of: [] }],
  ])('with %s is refused: it would count everything', (_name, filter) => {
    expect(() => toExpression(filter)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
