import { describe, expect, it } from 'vitest';
import { type Dimension, readDimension, sourceOf } from './cost-dimension';

describe('a dimension as written', () => {
  it.each([
    ['account', 'account'],
    ['tag:app', 'tag:app'],
    ['tag:accountTag/app', 'tag:accountTag/app'],
    ['tag:a:b', 'tag:a:b'],
    ['tag:', null],
    ['Account', null],
    ['project', 'project'],
    ['category:Business unit', 'category:Business unit'],
    ['category:', null],
    ['region', null],
    ['toString', null],
  ])('%s is %s', (text, dimension) => {
    expect(readDimension(text)).toBe(dimension);
  });
});

describe('the cube of dimensions', () => {
  const source = (wanted: Dimension[], restricted = false) => {
    const found = sourceOf(wanted, restricted);
    if (found.kind === 'homes') return `slices ${found.face} ${besideOf(found.beside)}`;
    if (found.kind === 'category') return `${found.cube} ${besideOf(found.beside)}`;
    return besideOf(found);
  };
  const besideOf = (found: ReturnType<typeof sourceOf> | null): string =>
    found === null ? '-' : 'cube' in found ? found.cube : found.kind;
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
    [['project'], 'slices null -'],
    [['class', 'account', 'chargeClass'], 'slices null -'],
    [['environment', 'month'], 'slices environment -'],
    [['project', 'environment'], 'slices home.environment -'],
    [['class', 'serviceCategory'], 'slices home.service -'],
    [['service', 'project', 'environment'], 'slices home.environment.service -'],
    [['project', 'tag:team'], 'slices null tag:team'],
    [['environment', 'recordType'], 'slices environment book'],
    [['project', 'day'], 'slices null daily.account'],
    [['project', 'category:Team'], 'slices null category:Team'],
    [['category:Team'], 'category:Team -'],
    [['category:Team', 'ou', 'month'], 'category:Team -'],
    [['category:Team', 'service'], 'category:Team service'],
    [['category:Team', 'day'], 'category:Team daily.account'],
    [['category:Team', 'category:Unit'], 'none'],
    [['project', 'tag:team', 'service'], 'none'],
    [['project', 'day', 'tag:team'], 'none'],
  ] as [Dimension[], string][])('%s: %s', (wanted, cube) => {
    expect(source(wanted)).toBe(cube);
  });

  it('keeps a reader of some accounts out of the cube without accounts', () => {
    expect(source(['day'], true)).toBe('daily.account');
    expect(source(['day', 'service'], true)).toBe('none');
    expect(source(['service'], true)).toBe('service');
  });

  it('reads slices for a reader of projects in accounts beyond the scope', () => {
    const hidden = (wanted: Dimension[]) => sourceOf(wanted, true, true);
    expect(hidden(['account'])).toEqual({ kind: 'homes', face: null, beside: null });
    expect(hidden(['service'])).toEqual({ kind: 'homes', face: 'service', beside: null });
  });

  it('says which pairs there are', () => {
    expect(sourceOf(['tag:app', 'service'], false)).toMatchObject({ reason: expect.stringContaining('Together go') });
  });
});
