import { describe, expect, it } from 'vitest';
import { amountsOf } from './basis';
import type { DetailAxis, DetailShape } from './detail';
import { absentKeys, detailCube, detailOf, detailShapeOf, detailText, isDetailCube } from './detail-cube';

const axis = (
  dimension: DetailAxis['dimension'],
  key: string,
  only: string | null,
  absent: string[] = [],
): DetailAxis => ({
  dimension,
  key,
  only,
  absent,
});
const ACCOUNT: DetailShape = {
  account: '111122223333',
  row: axis('project', 'a"$b', null),
  column: axis('service', '', null),
};
const VALUE: DetailShape = {
  account: null,
  row: axis('project', 'App', 'ü🦊 "x" \\ $', ['app']),
  column: axis('environment', 'env', null, ['app', 'Env']),
};
const UNTAGGED: DetailShape = {
  account: null,
  row: axis('environment', '', '', ['env', 'Env']),
  column: axis('service', '', null),
};

describe('the name of a detail cube', () => {
  it('says what was asked, whatever a key or value holds', () => {
    for (const shape of [ACCOUNT, VALUE, UNTAGGED]) {
      expect(detailShapeOf(detailCube(shape))).toEqual(shape);
      expect(isDetailCube(detailCube(shape))).toBe(true);
    }
    const { row, column, account } = VALUE;
    expect(detailCube({ column, row: { ...row }, account })).toBe(detailCube(VALUE));
  });

  it('is no other text', () => {
    for (const text of ['detail:', 'detail:{', 'detail:null', 'detail:{"account":1}', 'tag:detail:', 'service']) {
      expect(detailShapeOf(text)).toBeNull();
    }
    const twisted = detailCube(VALUE).replace('"environment"', '"region"');
    expect(detailShapeOf(twisted)).toBeNull();
    expect(() => detailOf('detail:{}', [])).toThrow(RangeError);
  });

  it('reads cells back as account, row and column', () => {
    const amounts = amountsOf(() => 5n);
    expect(detailOf(detailCube(ACCOUNT), [{ key1: 'checkout', key2: 'S3', amounts }]).cells).toEqual([
      { account: '111122223333', row: 'checkout', column: 'S3', amounts },
    ]);
    expect(detailOf(detailCube(VALUE), [{ key1: '999', key2: '', amounts }]).cells).toEqual([
      { account: '999', row: 'ü🦊 "x" \\ $', column: '', amounts },
    ]);
    expect(detailOf(detailCube(UNTAGGED), [{ key1: '999', key2: 'S3', amounts }]).cells[0]?.row).toBe('');
  });

  it('is told in words, and names every key that must be absent once', () => {
    expect([ACCOUNT, VALUE, UNTAGGED].map(detailText)).toEqual([
      '111122223333: a"$b × SERVICE',
      'App=ü🦊 "x" \\ $ × env',
      'untagged environment × SERVICE',
    ]);
    expect(absentKeys(VALUE)).toEqual(['app', 'Env']);
  });
});
