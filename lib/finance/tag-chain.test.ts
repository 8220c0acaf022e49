import { describe, expect, it } from 'vitest';
import { amountsOf, sumAmounts } from './basis';
import { buildChains, type ChainKey, untaggedChain } from './tag-chain';

const A = '111122223333';
const all = (units: bigint | number) => amountsOf(() => BigInt(units));
const usage = (units: number, groups = 1) => new Map([[A, { amounts: all(units), groups }]]);
const key = (name: string, cells: Record<string, number> | null): ChainKey => ({
  key: name,
  cells: cells && Object.entries(cells).map(([raw, units]) => ({ account: A, raw, amounts: all(units) })),
});
const chainOf = (units: number, keys: readonly ChainKey[], groups = 1) => {
  const { accounts, breaches } = buildChains(usage(units, groups), keys);
  const chain = accounts.get(A);
  if (!chain) throw new Error('no chain');
  const sum = sumAmounts([
    ...chain.values.map((value) => value.amounts),
    chain.untagged,
    chain.notFetched,
    chain.rounding,
  ]);
  expect(sum).toEqual(all(units));
  return { chain, breaches };
};

describe('buildChains', () => {
  it('takes values of every key, untagged is what they leave, and what lies between two keys has an empty value', () => {
    const { chain, breaches } = chainOf(1_000_000, [
      key('app', { checkout: 300_000, '': 700_000 }),
      key('App', { Checkout: 150_000, checkout: 50_000, '': 400_000 }),
    ]);
    expect(chain.values.map(({ key: of, raw, amounts }) => [of, raw, amounts.amortized])).toEqual([
      ['app', 'checkout', 300_000n],
      ['App', 'Checkout', 150_000n],
      ['App', 'checkout', 50_000n],
    ]);
    expect([chain.untagged, chain.emptyValue, chain.notFetched]).toEqual([all(500_000), all(100_000), all(0)]);
    expect(breaches).toEqual([]);
  });

  it('keeps raw values to the letter: `$`, case, spaces, length, scripts, keys of ours', () => {
    const raws = ['a$b', 'App', 'app', ' ', 'x'.repeat(256), 'ü🦊', 'עברית', '(untagged)', '__proto__', 'toString'];
    const cells = raws.map((raw, at) => ({ account: A, raw, amounts: all((at + 1) * 10_000) }));
    const { chain } = chainOf(550_000, [{ key: 'cost$centre', cells }]);
    expect(new Map(chain.values.map(({ raw, amounts }) => [raw, amounts]))).toEqual(
      new Map(cells.map(({ raw, amounts }) => [raw, amounts])),
    );
    expect([chain.untagged, chain.emptyValue]).toEqual([all(0), null]);
  });

  it('calls a unit per group rounding, basis by basis, and one more untagged', () => {
    expect(chainOf(10_003, [key('app', { a: 5_000, b: 5_000 })]).chain).toMatchObject({
      rounding: all(3),
      untagged: all(0),
    });
    expect(chainOf(10_004, [key('app', { a: 5_000, b: 5_000 })]).chain).toMatchObject({
      rounding: all(0),
      untagged: all(4),
    });
    expect(chainOf(9_997, [key('app', { a: 5_000, b: 5_000 })]).chain).toMatchObject({ rounding: all(-3) });
    expect(chainOf(2, [key('app', { '': 2 })]).chain).toMatchObject({ rounding: all(0), untagged: all(2) });
  });

  it('does not know what is untagged where a key was not read', () => {
    const { chain, breaches } = chainOf(1_000_000, [key('app', { a: 300_000, '': 700_000 }), key('App', null)]);
    expect([chain.untagged, chain.notFetched, chain.emptyValue]).toEqual([all(0), all(700_000), null]);
    expect(breaches).toEqual([]);
    expect(chainOf(1_000_000, [key('app', null), key('App', { a: 1_000_000 })]).chain.notFetched).toEqual(all(0));
  });

  it('names a breach: certain where the first key is not the usage, doubtful where a later one found too much', () => {
    expect(chainOf(1_000_000, [key('app', { a: 300_000, '': 600_000 })]).breaches).toMatchObject([
      { account: A, key: 'app', certain: true },
    ]);
    const later = chainOf(1_000_000, [key('app', { a: 300_000, '': 700_000 }), key('App', { b: 700_010 })]);
    expect(later.breaches).toMatchObject([{ account: A, key: 'App', certain: false }]);
    expect(chainOf(1_000_000, [key('app', { a: 300_000, '': 700_000 }), key('App', { b: 700_002 })]).breaches).toEqual(
      [],
    );
  });

  it('knows an account of the chain that the book has not, and one of the book that no key names', () => {
    const { accounts, breaches } = buildChains(usage(5_000), [
      { key: 'app', cells: [{ account: 'other', raw: 'a', amounts: all(9_000) }] },
    ]);
    expect(accounts.get(A)).toMatchObject({ values: [], untagged: all(5_000) });
    expect(accounts.get('other')).toMatchObject({ untagged: all(-9_000) });
    expect(breaches.map(({ account }) => account).sort()).toEqual([A, 'other']);
    expect(untaggedChain(all(7))).toMatchObject({ untagged: all(7), values: [] });
  });

  it('has values of an account whose usage is negative, or nothing in one basis', () => {
    const amounts = { ...all(0), unblended: -40_000n };
    const { accounts } = buildChains(new Map([[A, { amounts, groups: 1 }]]), [
      { key: 'app', cells: [{ account: A, raw: 'a', amounts }] },
    ]);
    expect(accounts.get(A)).toMatchObject({ values: [{ raw: 'a', amounts }], untagged: all(0) });
  });
});
