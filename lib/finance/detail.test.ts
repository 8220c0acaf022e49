import { describe, expect, it } from 'vitest';
import { amountsOf } from './basis';
import type { AxisPart } from './cross-table';
import { type DetailAxis, type DetailCell, detailLookup } from './detail';

const A = '111122223333';
const all = (units: number) => amountsOf(() => BigInt(units));
const part = (key: string, raw: string, units: number): AxisPart => ({ kind: 'value', key, raw, amounts: all(units) });
const untagged = (units: number): AxisPart => ({ kind: 'untagged', key: '', raw: '', amounts: all(units) });
const axis = (
  dimension: DetailAxis['dimension'],
  key: string,
  only: string | null = null,
  absent: readonly string[] = [],
): DetailAxis => ({ dimension, key, only, absent });
const cells = (list: readonly (readonly [string, string, number])[], account = A): DetailCell[] =>
  list.map(([row, column, units]) => ({ account, row, column, amounts: all(units) }));
const services = axis('service', '');

describe('detailLookup', () => {
  const byAccount = {
    shape: { account: A, row: axis('project', 'app'), column: services },
    cells: cells([
      ['a', 'S3', 500_000],
      ['a', 'EC2', 200_000],
      ['', 'S3', 100_000],
    ]),
  };

  it('answers in either order, with nothing where AWS had none, and not at all of what nobody asked', () => {
    const { pair, triple } = detailLookup([byAccount]);
    const [a, s3] = [part('app', 'a', 700_000), part('', 'S3', 600_000)];
    expect(pair(['project', 'service'], A, a, s3)).toEqual({ amounts: all(500_000), whole: true });
    expect(pair(['service', 'project'], A, s3, a)).toEqual({ amounts: all(500_000), whole: true });
    expect(pair(['project', 'service'], A, a, part('', 'RDS', 0))).toEqual({ amounts: all(0), whole: true });
    expect(pair(['project', 'service'], A, part('App', 'a', 700_000), s3)).toBeNull();
    expect(pair(['environment', 'service'], A, part('app', 'a', 700_000), s3)).toBeNull();
    expect(pair(['project', 'service'], '999', a, s3)).toBeNull();
    expect(pair(['project', 'service'], A, untagged(100_000), s3)).toBeNull();
    expect(triple(A, a, untagged(1), s3)).toBeNull();
  });

  it('does not answer from another reading than the chain is of', () => {
    const { pair } = detailLookup([byAccount]);
    const s3 = part('', 'S3', 600_000);
    expect(pair(['project', 'service'], A, part('app', 'a', 700_003), s3)).not.toBeNull();
    expect(pair(['project', 'service'], A, part('app', 'a', 700_004), s3)).toBeNull();
    expect(pair(['project', 'service'], A, part('app', 'a', 700_000), part('', 'S3', 650_000))).toBeNull();
  });

  it('holds a later key of a chain by the first key of the same row', () => {
    const row = axis('project', 'app', 'a');
    const first = {
      shape: { account: null, row, column: axis('environment', 'env') },
      cells: cells([
        ['a', 'prod', 400_000],
        ['a', '', 300_000],
      ]),
    };
    const second = {
      shape: { account: null, row, column: axis('environment', 'Stage', null, ['env']) },
      cells: cells([
        ['a', 'dev', 250_000],
        ['a', '', 50_000],
      ]),
    };
    const { pair } = detailLookup([first, second]);
    const dev = part('Stage', 'dev', 900_000);
    expect(pair(['project', 'environment'], A, part('app', 'a', 700_000), dev)?.amounts).toEqual(all(250_000));
    expect(pair(['project', 'environment'], A, part('app', 'a', 800_000), dev)).toBeNull();
  });

  it('knows of the untagged only what lacks every key, as a part of it', () => {
    const shape = { account: null, row: axis('project', '', '', ['app', 'App']), column: services };
    const { pair } = detailLookup([{ shape, cells: cells([['', 'S3', 100_000]]) }]);
    const s3 = part('', 'S3', 600_000);
    expect(pair(['project', 'service'], A, untagged(150_000), s3)).toEqual({ amounts: all(100_000), whole: false });
    expect(pair(['project', 'service'], A, untagged(90_000), s3)).toBeNull();
    expect(pair(['project', 'service'], A, untagged(-150_000), s3)).toBeNull();
    expect(pair(['project', 'service'], A, part('app', 'a', 100_000), s3)).toBeNull();
  });
});
