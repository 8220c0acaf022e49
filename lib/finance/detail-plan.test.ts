import { describe, expect, it } from 'vitest';
import { amountsOf } from './basis';
import { EMPTY_RULES, type Rules } from './rules';
import { planned, type TaggedLine } from './usage-fixture';

describe('planDetail', () => {
  const line = (account: string, tags: Record<string, string>, service: string, units: number): TaggedLine => ({
    account,
    recordType: 'Usage',
    service,
    tags,
    amounts: amountsOf(() => BigInt(units) * 1_000_000n),
  });
  const shared = [
    line('1', { app: 'a', env: 'prod' }, 'S3', 5),
    line('1', { app: 'b', env: 'dev' }, 'EC2', 4),
    line('1', {}, 'S3', 1),
    line('2', { app: 'a', env: 'dev' }, 'S3', 50),
    line('2', { app: 'b', env: 'prod' }, 'EC2', 40),
    line('3', { app: 'a', env: 'prod' }, 'S3', 900),
    line('3', { app: 'a', env: 'dev' }, 'EC2', 900),
  ];

  it('asks by account where few accounts are mixed, and nothing for one with a single home', () => {
    const { queries, wanted } = planned(shared, EMPTY_RULES, 60);
    expect(wanted).toBe(6);
    expect([...new Set(queries.map(({ shape }) => shape.account))]).toEqual(['2', '1']);
    expect(queries[0]).toEqual({
      shape: {
        account: '2',
        row: { dimension: 'environment', key: 'env', only: null, absent: [] },
        column: { dimension: 'service', key: '', only: null, absent: [] },
      },
      cost: 90_000_000n,
    });
  });

  it('asks by value where many are, the costliest first, and untagged only when it does not follow', () => {
    const many = Array.from({ length: 40 }, (_, at) => [
      line(`m${at}`, { app: 'a', env: 'prod' }, 'S3', 3),
      line(`m${at}`, { app: 'b', env: 'dev' }, 'EC2', 2),
      line(`m${at}`, {}, 'S3', 4),
    ]).flat();
    const all = planned(many, EMPTY_RULES, 60);
    expect(all.queries.map(({ shape }) => [shape.account, shape.row.dimension, shape.row.only])).toEqual([
      [null, 'environment', 'prod'],
      [null, 'project', 'a'],
      [null, 'project', 'a'],
      [null, 'environment', 'dev'],
      [null, 'project', 'b'],
      [null, 'project', 'b'],
    ]);
    const few = planned(many, EMPTY_RULES, 2);
    expect(few.wanted).toBe(6);
    expect(few.queries.map(({ shape }) => [shape.row.only, shape.row.absent])).toEqual([
      ['', ['env', 'Stage']],
      ['', ['app', 'App']],
    ]);
  });

  it('needs no query without a chain, and none for accounts that a rule gives a home', () => {
    expect(
      planned(
        shared.map((each) => ({ ...each, tags: {} })),
        EMPTY_RULES,
        60,
      ).wanted,
    ).toBe(0);
    const dedicated: Rules = {
      ...EMPTY_RULES,
      assignments: [{ from: null, to: null, when: { kind: 'accounts', ids: ['1', '2'] }, then: { project: 'p' } }],
    };
    expect(planned(shared, dedicated, 60).wanted).toBe(0);
  });
});
