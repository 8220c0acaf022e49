import { describe, expect, it } from 'vitest';
import { type AccountFacts, unknownAccount } from '../account-facts';
import { assignerOf } from '../assignment';
import { EMPTY_RULES } from '../rules';
import { cellsOf, placesOf, sharesOf, slicesOf } from './connection-facts';
import { UNPLACED } from './input';
import { cell, MONTH, slice } from './small-books-fixture';

const facts = (id: string, path: readonly string[]): [string, AccountFacts] => [id, { ...unknownAccount(id), path }];

describe('facts of a connection', () => {
  it('are those that the store listed, with the connection', () => {
    const { connection: _, ...bare } = slice('a', 'untagged', 'usage', 5);
    expect(slicesOf('payer', [bare])).toEqual([slice('a', 'untagged', 'usage', 5)]);
    const { connection: __, ...bareCell } = cell('a', null, 'prod', 'AmazonEC2', 5);
    expect(cellsOf('payer', [bareCell])).toEqual([cell('a', null, 'prod', 'AmazonEC2', 5)]);
    const share = {
      month: MONTH,
      pool: 'p',
      chargeClass: 'tax',
      side: 'in',
      account: 'a',
      home: 'project:x',
      units: 5n,
    } as const;
    expect(sharesOf('payer', [share])).toEqual([{ connection: 'payer', ...share }]);
  });

  it('place an account as it was, as it is now, and where rules put it in that month', () => {
    const rules = {
      ...EMPTY_RULES,
      assignments: [
        {
          when: { kind: 'ou' as const, id: 'ou-old' },
          then: { project: 'checkout', environment: 'prod' },
          from: null,
          to: MONTH,
        },
        { when: { kind: 'accounts' as const, ids: ['gone'] }, then: { pool: 'platform' }, from: null, to: null },
      ],
    };
    const placeOf = placesOf(
      new Map([
        [
          'payer',
          {
            then: () => new Map([facts('a', ['r-1', 'ou-old'])]),
            now: new Map([facts('a', ['r-1', 'ou-new'])]),
            assigner: (month: string) => assignerOf(rules, month),
          },
        ],
      ]),
    );
    const before = {
      path: ['r-1', 'ou-old'],
      pathNow: ['r-1', 'ou-new'],
      home: 'project:checkout',
      environment: 'prod',
    };
    expect(placeOf('payer', '2026-09', 'a')).toEqual(before);
    expect(placeOf('payer', '2026-09', 'a')).toBe(placeOf('payer', '2026-09', 'a'));
    expect(placeOf('payer', MONTH, 'a')).toEqual({ ...before, home: null, environment: null });
    expect(placeOf('payer', MONTH, 'gone')).toEqual({ ...UNPLACED, home: 'pool:platform' });
    expect(placeOf('another', MONTH, 'a')).toEqual(UNPLACED);
  });
});
