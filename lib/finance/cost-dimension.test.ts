import { describe, expect, it } from 'vitest';
import { type Dimension, isRuleDimension, readDimension, sourceOf } from './cost-dimension';

describe('a dimension as written', () => {
  it.each([
    ['account', 'account'],
    ['tag:app', 'tag:app'],
    ['tag:accountTag/app', 'tag:accountTag/app'],
    ['tag:a:b', 'tag:a:b'],
    ['tag:', null],
    ['Account', null],
    ['project', null],
    ['toString', null],
  ])('%s is %s', (text, dimension) => {
    expect(readDimension(text)).toBe(dimension);
  });

  it('is known to come with rules', () => {
    expect(['project', 'environment', 'class', 'category:Team', 'region'].map(isRuleDimension)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('the cube of dimensions', () => {
  const source = (wanted: Dimension[], restricted = false) => {
    const found = sourceOf(wanted, restricted);
    return found.kind === 'book' ? 'book' : found.kind === 'none' ? 'none' : found.cube;
  };
  it.each([
    [['account'], 'book'],
    [['ou', 'chargeClass'], 'book'],
    [['account', 'recordType'], 'book'],
    [['month'], 'book'],
    [['service', 'account'], 'service'],
    [['serviceCategory', 'month'], 'service'],
    [['service', 'chargeClass'], 'service'],
    [['tag:app', 'account'], 'tag:app'],
    [['day'], 'daily.charge'],
    [['day', 'account'], 'daily.account'],
    [['day', 'service', 'recordType'], 'daily.charge'],
    [['service', 'recordType'], 'none'],
    [['tag:app', 'service'], 'none'],
    [['tag:app', 'tag:env'], 'none'],
    [['tag:app', 'day'], 'none'],
    [['tag:app', 'recordType'], 'none'],
    [['day', 'account', 'service'], 'none'],
  ] as [Dimension[], string][])('%s: %s', (wanted, cube) => {
    expect(source(wanted)).toBe(cube);
  });

  it('keeps a reader of some accounts out of the cube without accounts', () => {
    expect(source(['day'], true)).toBe('daily.account');
    expect(source(['day', 'service'], true)).toBe('none');
    expect(source(['service'], true)).toBe('service');
  });

  it('says which pairs there are', () => {
    expect(sourceOf(['tag:app', 'service'], false)).toMatchObject({ reason: expect.stringContaining('Together go') });
  });
});
