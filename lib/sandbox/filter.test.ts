import { describe, expect, test } from 'vitest';
import { billWorld } from './bill-world';
import { compileFilter, EXPRESSION } from './filter';
import { DEFAULT_KNOBS } from './knobs';
import { lineOf } from './line-fixture';

const lines = [
  lineOf('2026-10-01', '1', { account: '111111111111', tags: { app: 'checkout' } }),
  lineOf('2026-10-01', '1', { account: '222222222222', tags: { app: '' }, service: 'AWS Lambda' }),
  lineOf('2026-10-01', '1', { account: '333333333333', recordType: 'Tax', categories: { Unit: 'Data' } }),
  lineOf('2026-10-01', '1', { account: '444444444444', tags: { App: 'Checkout', app: 'CHECKOUT' } }),
];
const world = billWorld({ currency: 'USD', lines });
const matched = (expression: unknown): string =>
  lines
    .filter(compileFilter(EXPRESSION.parse(expression), world, DEFAULT_KNOBS))
    .map(({ account }) => account.slice(0, 1))
    .join('');
const tag = (rest: object) => ({ Tags: { Key: 'app', ...rest } });
const account = (...Values: string[]) => ({ Dimensions: { Key: 'LINKED_ACCOUNT', Values } });

describe('an Expression', () => {
  test.each([
    ['values of one key, any of them', account('111111111111', '333333333333'), '13'],
    ['a tag value, by case', tag({ Values: ['checkout'] }), '1'],
    [
      'a tag value, whatever its case',
      tag({ Values: ['checkout'], MatchOptions: ['EQUALS', 'CASE_INSENSITIVE'] }),
      '14',
    ],
    ['ABSENT: an empty value is not absent', tag({ MatchOptions: ['ABSENT'] }), '3'],
    ['the value "" is both', tag({ Values: [''] }), '23'],
    ['Not over ABSENT', { Not: tag({ MatchOptions: ['ABSENT'] }) }, '124'],
    ['STARTS_WITH', tag({ Values: ['check'], MatchOptions: ['STARTS_WITH'] }), '1'],
    ['ENDS_WITH', tag({ Values: ['OUT'], MatchOptions: ['ENDS_WITH'] }), '4'],
    ['CONTAINS', tag({ Values: ['eck'], MatchOptions: ['CONTAINS'] }), '1'],
    [
      'And',
      { And: [{ Dimensions: { Key: 'RECORD_TYPE', Values: ['Usage'] } }, { Not: account('111111111111') }] },
      '24',
    ],
    ['Or', { Or: [account('111111111111'), { CostCategories: { Key: 'Unit', Values: ['Data'] } }] }, '13'],
    ['an uncategorised line', { CostCategories: { Key: 'Unit', MatchOptions: ['ABSENT'] } }, '124'],
    ['a tag key that is not known: all are without', { Tags: { Key: 'nope', MatchOptions: ['ABSENT'] } }, '1234'],
  ])('%s', (_, expression, expected) => {
    expect(matched(expression)).toBe(expected);
  });

  test.each([
    ['two roots', { ...account('1'), ...tag({ Values: ['x'] }) }, 'more than one roots'],
    ['no root', {}, 'no root'],
    ['And of one', { And: [account('1')] }, 'at least 2'],
    ['Or of one, deep inside', { Not: { Or: [account('1')] } }, 'at least 2'],
    ['no values', tag({}), 'must not be empty'],
    ['ABSENT with values', tag({ Values: ['x'], MatchOptions: ['ABSENT'] }), 'ABSENT'],
    ['a dimension that does not exist', { Dimensions: { Key: 'ACCOUNT', Values: ['1'] } }, "Value 'ACCOUNT'"],
  ])('with %s is refused', (_, expression, message) => {
    expect(() => matched(expression)).toThrow(message);
  });

  test('refuses an inactive tag key when told to', () => {
    const strict = { ...DEFAULT_KNOBS, refuseInactiveTags: true };
    const expression = EXPRESSION.parse({ Tags: { Key: 'nope', MatchOptions: ['ABSENT'] } });
    expect(() => compileFilter(expression, world, strict)).toThrow('not an active cost allocation tag');
  });
});
