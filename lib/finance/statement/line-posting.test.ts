import { describe, expect, it } from 'vitest';
import type { Entity } from '../entity';
import { parseEntity } from '../entity';
import { cell, dollars, dollarsIn, MONTH, sheetOf, slice, smallInput, stored } from './small-books-fixture';
import { buildStatement } from './statement';

const at = (text: string): { month: string; entity: Entity } => {
  const entity = parseEntity(text);
  if (!entity) throw new Error(text);
  return { month: MONTH, entity };
};

// Account 1 is dedicated to checkout; 2 is mixed and has some of it, too; search is in account 2 alone.
const books = {
  months: [stored(MONTH, 100)],
  slices: [
    slice('1', 'project:checkout', 'usage', 50),
    slice('2', 'project:checkout', 'usage', 20),
    slice('2', 'project:search', 'usage', 25),
    slice('2', 'charges', 'tax', 5),
    slice('2', 'rounding', 'usage', 0),
  ],
  places: {
    '1': { path: ['r-root', 'ou-root-shop', 'ou-root-live'], home: 'project:checkout' },
    '2': { path: ['r-root', 'ou-root-shop'] },
  },
  projects: [
    { id: 'checkout', name: 'Checkout', class: 'cogs', owner: null },
    { id: 'search', name: 'Search', class: 'rnd', owner: null },
  ],
};
const revenue = (text: string, amount: number, source = 'Plans') => ({ ...at(text), source, units: dollars(amount) });
const budget = (text: string, amount: number) => ({ ...at(text), budget: dollars(amount) });

describe('revenue', () => {
  const input = smallInput({
    ...books,
    revenue: [
      revenue('project:checkout', 100),
      revenue('project:search', 40),
      revenue('account:1', 7),
      revenue('account:2', 3),
      revenue('ou:ou-root-live', 2),
      revenue('project:nowhere', 1),
    ],
  });
  const revenueIn = (...columns: string[]) => dollarsIn(buildStatement(sheetOf(columns), input), 'revenue');

  it('of a dedicated account lies inside its project and its class, that of a mixed one in neither', () => {
    expect(revenueIn('project:checkout', 'project:search')).toEqual({
      'project:checkout': 109,
      'project:search': 40,
      rest: 4,
      total: 153,
    });
    expect(revenueIn('class:cogs')).toEqual({ 'class:cogs': 109, rest: 44, total: 153 });
  });

  it('of a project lies inside an account or an OU that has all of its cost', () => {
    expect(revenueIn('account:2')).toEqual({ 'account:2': 43, rest: 110, total: 153 });
    expect(revenueIn('account:1')).toEqual({ 'account:1': 7, rest: 146, total: 153 });
    expect(revenueIn('ou:ou-root-shop')).toEqual({ 'ou:ou-root-shop': 152, rest: 1, total: 153 });
    expect(revenueIn('ou:ou-root-live')).toEqual({ 'ou:ou-root-live': 9, rest: 144, total: 153 });
  });

  it('is all the organization’s, and of the one connection', () => {
    expect(revenueIn('organization')).toEqual({ organization: 153, rest: 0, total: 153 });
    expect(revenueIn('connection:payer')).toEqual({ 'connection:payer': 153, rest: 0, total: 153 });
  });

  it('of an OU lies inside the project that all its charges are for, whatever AWS rounded', () => {
    const slices = [slice('1', 'project:checkout', 'usage', 50), slice('1', 'rounding', 'usage', 0.01)];
    const statement = buildStatement(
      sheetOf(['project:checkout', 'project:search']),
      smallInput({ ...books, slices, revenue: [revenue('ou:ou-root-live', 2)] }),
    );
    expect(dollarsIn(statement, 'revenue')).toMatchObject({ 'project:checkout': 2, 'project:search': 0, rest: 0 });
  });

  it('is told by source, also where none was given', () => {
    const statement = buildStatement(
      sheetOf(['organization']),
      smallInput({ ...books, revenue: [revenue('project:checkout', 5, ''), revenue('project:search', 6, 'total')] }),
    );
    expect(dollarsIn(statement, 'revenue:').total).toBe(5);
    expect(dollarsIn(statement, 'revenue:total').total).toBe(6);
    expect(dollarsIn(statement, 'revenue').total).toBe(11);
  });

  it('of a month without stored cost is left out, and the month is said to be missing', () => {
    const late = { ...input, revenue: [...input.revenue, { ...revenue('project:checkout', 1000), month: '2026-11' }] };
    const statement = buildStatement(
      sheetOf(['organization'], { period: { kind: 'custom', from: MONTH, to: '2026-12' } }),
      late,
    );
    expect(dollarsIn(statement, 'revenue').total).toBe(153);
    expect(statement.missing).toEqual([{ connection: 'payer', month: '2026-11' }]);
  });
});

describe('an environment', () => {
  it('has the revenue of an account that a rule puts there, and of a project whose usage all lies there', () => {
    const homes = [
      cell('1', 'project:checkout', 'prod', null, 50),
      cell('2', 'project:checkout', 'dev', null, 20),
      cell('2', 'project:search', 'dev', null, 25),
      cell('2', 'project:search', '(rounding)', null, 0),
    ];
    const input = smallInput({
      ...books,
      homes,
      usage: homes.map((each) => ({ ...each, home: null })),
      places: { ...books.places, '1': { ...books.places['1'], environment: 'prod' } },
      revenue: [revenue('account:1', 7), revenue('project:search', 40), revenue('project:checkout', 100)],
    });
    const statement = buildStatement(sheetOf(['environment:prod', 'environment:dev']), input);
    expect(dollarsIn(statement, 'revenue')).toEqual({
      'environment:prod': 7,
      'environment:dev': 40,
      rest: 100,
      total: 147,
    });
  });
});

describe('a budget', () => {
  it('of a parent stands for its parts, and counts once however many levels have one', () => {
    const input = smallInput({
      ...books,
      budgets: [
        budget('ou:ou-root-shop', 200),
        budget('project:checkout', 120),
        budget('account:1', 50),
        budget('project:search', 30),
      ],
    });
    const statement = buildStatement(sheetOf(['project:checkout', 'account:1', 'project:search']), input);
    expect(dollarsIn(statement, 'budget')).toEqual({
      'project:checkout': 120,
      'account:1': 50,
      'project:search': 30,
      overlap: -50,
      rest: 50,
      total: 200,
    });
    expect(dollarsIn(statement, 'variance')).toMatchObject({ 'project:checkout': 50, total: 100 });
  });

  it('is the sum of the parts where no parent has one, and n/a where there is none', () => {
    const input = smallInput({ ...books, budgets: [budget('project:search', 30), budget('account:1', 50)] });
    const statement = buildStatement(sheetOf(['ou:ou-root-shop', 'project:checkout']), input);
    expect(dollarsIn(statement, 'budget')).toMatchObject({ 'ou:ou-root-shop': 80, 'project:checkout': 50, total: 80 });
    const none = buildStatement(sheetOf(['account:2']), smallInput({ ...books, budgets: [budget('account:1', 50)] }));
    expect(dollarsIn(none, 'budget')).toEqual({ 'account:2': null, rest: 50, total: 50 });
    expect(dollarsIn(none, 'variance')['account:2']).toBeNull();
  });

  it('is what Total cost is compared with', () => {
    const input = smallInput({ ...books, budgets: [budget('project:checkout', 80)] });
    const statement = buildStatement(sheetOf(['project:checkout'], { compare: 'budget' }), input);
    const rows = statement.rows.filter(({ changes }) => changes !== null);
    expect(rows.map(({ key }) => key)).toEqual(['total']);
    expect(rows[0]?.changes?.[0]).toMatchObject({ base: dollars(80), change: dollars(-10), rate: -125_000n });
  });
});

describe('an outside cost', () => {
  it('adds to total cost, not to direct cost, and to the class of its project', () => {
    const input = smallInput({
      ...books,
      outsideCosts: [
        { ...at('project:checkout'), vendor: 'Acme', units: dollars(9) },
        { ...at('account:1'), vendor: 'Beta', units: dollars(2) },
        { ...at('account:2'), vendor: 'Beta', units: dollars(1) },
      ],
      revenue: [revenue('project:checkout', 100)],
    });
    const statement = buildStatement(sheetOf(['project:checkout']), input);
    expect(dollarsIn(statement, 'outside')).toEqual({ 'project:checkout': 11, rest: 1, total: 12 });
    expect(dollarsIn(statement, 'outside:Beta').total).toBe(3);
    expect(dollarsIn(statement, 'total')).toEqual({ 'project:checkout': 81, rest: 31, total: 112 });
    expect(dollarsIn(statement, 'class:cogs')['project:checkout']).toBe(81);
    expect(dollarsIn(statement, 'class:(none)').total).toBe(6);
    expect(dollarsIn(statement, 'gross')).toEqual({ 'project:checkout': 19, rest: 0, total: 19 });
    expect(statement.check).toEqual({ total: dollars(100), controlTotal: dollars(100), difference: 0n });
  });
});

describe('a driver', () => {
  it('gives the cost of one of it, n/a without a quantity', () => {
    const input = smallInput({
      ...books,
      drivers: [{ ...at('project:checkout'), driver: 'orders', quantity: dollars(35) }],
    });
    const statement = buildStatement(sheetOf(['project:checkout', 'project:search']), input);
    expect(dollarsIn(statement, 'unit:orders')).toEqual({
      'project:checkout': 2,
      'project:search': null,
      rest: null,
      total: 2.857142857,
    });
  });
});
