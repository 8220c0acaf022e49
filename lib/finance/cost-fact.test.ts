import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BookCell,
  type DayCell,
  dayFacts,
  type FaceCell,
  type FaceState,
  faceFacts,
  tagValueKey,
} from './cost-fact';

const book = (account: string | null, recordType: string, units: bigint): BookCell => ({
  month: '2026-10',
  account,
  recordType,
  units,
});
const face = (account: string | null, key: string, units: bigint): FaceCell => ({
  month: '2026-10',
  account,
  key,
  units,
});
const keys = (facts: readonly { key: string | null; account: string | null; units: bigint }[]) =>
  facts.map(({ account, key, units }) => `${account ?? '*'} ${key} ${units}`).sort();
const always = (state: FaceState) => () => state;

describe('the book with a face of its usage', () => {
  const cells = [
    book('1', 'Usage', 100n),
    book('1', 'Tax', 9n),
    book('2', 'DiscountedUsage', 50n),
    book('2', 'Credit', -5n),
  ];

  it('tells services, classes and what rounding left, account by account', () => {
    const facts = faceFacts('service', cells, [face('1', 'S3', 99n), face('2', 'EC2', 50n)], always('holds'));
    expect(keys(facts)).toEqual(['1 (rounding) 1', '1 (tax) 9', '1 S3 99', '2 (credit) -5', '2 EC2 50']);
  });

  it('calls more than rounding unknown, and a month that was not read not fetched', () => {
    const gap = faceFacts('service', cells, [face('1', 'S3', 90n), face('2', 'EC2', 50n)], always('breach'));
    expect(keys(gap)).toContain('1 (unknown) 10');
    expect(keys(faceFacts('service', cells, [], always('missing')))).toContain('2 (not fetched) 50');
  });

  it('takes untagged as usage less every value, the empty one apart', () => {
    const facts = faceFacts('tag:app', cells, [face('1', 'shop', 60n), face('1', '', 40n)], always('holds'));
    expect(keys(facts)).toEqual(['1 (tax) 9', '1 (untagged) 40', '1 shop 60', '2 (credit) -5', '2 (untagged) 50']);
  });

  it('tells a tag value that looks like a key of ours from it', () => {
    expect(['(untagged)', '\\(tax)', 'app', '(App)', '(a', ''].map(tagValueKey)).toEqual([
      ...['\\(untagged)', '\\\\(tax)', 'app', '(App)', '(a', ''],
    ]);
  });

  it('adds up to the book whatever the face says', () => {
    const accounts = fc.constantFrom('1', '2', '3');
    const units = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
    const bookCells = fc.array(
      fc.tuple(accounts, fc.constantFrom('Usage', 'Tax', 'Credit', 'Odd'), units).map(([a, r, u]) => book(a, r, u)),
    );
    const faceCells = fc.array(
      fc.tuple(accounts, fc.constantFrom('x', 'y', '', '(tax)'), units).map(([a, k, u]) => face(a, k, u)),
    );
    const states = fc.constantFrom<FaceState>('holds', 'breach', 'missing', 'unchecked');
    fc.assert(
      fc.property(bookCells, faceCells, states, fc.constantFrom('service', 'tag:app'), (cells, given, state, cube) => {
        const facts = faceFacts(cube, cells, given, always(state));
        const sum = (list: readonly { units: bigint }[]) => list.reduce((total, each) => total + each.units, 0n);
        expect(sum(facts)).toBe(sum(cells));
        for (const account of ['1', '2', '3']) {
          const of = <T extends { account: string | null }>(list: readonly T[]) =>
            list.filter((each) => each.account === account);
          expect(sum(of(facts))).toBe(sum(of(cells)));
        }
      }),
    );
  });
});

describe('the book by day', () => {
  const day = (given: Partial<DayCell>): DayCell => ({
    ...{ month: '2026-10', day: '2026-10-05', account: null, service: null, recordType: null, units: 0n },
    ...given,
  });

  it('tells the rest of whole days as rounding, and of others as not fetched', () => {
    const cells = [book('1', 'Usage', 100n), book('2', 'Usage', 100n)];
    const days = [day({ account: '1', units: 99n }), day({ account: '2', units: 60n })];
    const rest = dayFacts(cells, days, always('unchecked')).filter((fact) => fact.day?.startsWith('('));
    expect(rest.map(({ account, day, units }) => [account, day, units])).toEqual([
      ['1', '(rounding)', 1n],
      ['2', '(not fetched)', 40n],
    ]);
  });

  it('keeps charges apart by record type, and gives only usage a service', () => {
    const cells = [book(null, 'Usage', 10n), book(null, 'Tax', 5n)];
    const days = [
      day({ service: 'S3', recordType: 'Usage', units: 10n }),
      day({ service: 'Tax', recordType: 'Tax', units: 2n }),
    ];
    const facts = dayFacts(cells, days, always('missing'));
    expect(facts.map(({ chargeClass, key, day, units }) => [chargeClass, key, day, units])).toEqual([
      ['usage', 'S3', '2026-10-05', 10n],
      ['tax', '(tax)', '2026-10-05', 2n],
      ['tax', '(tax)', '(not fetched)', 3n],
    ]);
  });
});
