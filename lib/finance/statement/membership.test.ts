import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from './column';
import type { StatementInput } from './input';
import { entitiesOf } from './query';
import { cell, dollarsIn, MONTH, sheetOf, slice, smallInput, stored, timeOf } from './small-books-fixture';
import { buildStatement } from './statement';
import { facts, inputOf, query as queries } from './statement-fixture';

/** What a column has of its own charges, found slice by slice. */
function directOf(column: Column, input: StatementInput, months: readonly string[], units: 'then' | 'now'): bigint {
  const matches = ({ connection, month, account, home }: StatementInput['slices'][number]): boolean => {
    const place = input.placeOf(connection, month, account);
    const project = input.projects.find(({ id }) => home === `project:${id}`);
    if (column.kind === 'organization') return true;
    if (column.kind === 'connection') return connection === column.id;
    if (column.kind === 'account') return account === column.id;
    if (column.kind === 'ou') return (units === 'then' ? place.path : place.pathNow).includes(column.id);
    if (column.kind === 'project') return home === `project:${column.id}`;
    if (column.kind === 'class') return project?.class === column.id;
    return place.environment === column.id;
  };
  const isIn = ({ month }: { month: string }): boolean => months.includes(month);
  const slices = input.slices
    .filter(isIn)
    .filter((each) => column.kind !== 'environment' || each.chargeClass !== 'usage');
  const cells =
    column.kind === 'environment' ? input.usage.filter(isIn).filter((each) => each.environment === column.id) : [];
  return [...slices.filter(matches), ...cells].reduce((sum, each) => sum + each.units, 0n);
}

describe('any column of any company', () => {
  it('has the charges that match it, and no others', () => {
    fc.assert(
      fc.property(facts, queries, (given, query) => {
        const entities = entitiesOf(query.shape);
        const input = inputOf(given, entities);
        const statement = buildStatement({ ...query, tax: 'cost' }, input);
        const direct = statement.rows.find(({ key }) => key === 'direct')?.amounts ?? [];
        for (const [at, column] of statement.columns.entries()) {
          if (column.kind !== 'entity' && column.kind !== 'time') continue;
          const entity = column.kind === 'time' ? entities[0] : entities[at];
          if (!entity || column.months.length === 0) expect(direct[at]).toBeNull();
          else
            expect([column.key, direct[at]]).toEqual([column.key, directOf(entity, input, column.months, query.units)]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a sheet of overlapping columns', () => {
  const input = smallInput({
    months: [stored(MONTH, 160)],
    slices: [
      slice('a', 'project:checkout', 'usage', 100),
      slice('b', 'project:checkout', 'usage', 20),
      slice('b', 'charges', 'tax', 10),
      slice('c', 'untagged', 'usage', 30),
    ],
    usage: [
      cell('a', 'project:checkout', null, 'AmazonEC2', 100),
      cell('b', 'project:checkout', null, 'AmazonEC2', 20),
    ],
    places: { a: { path: ['r-1', 'ou-1'] }, b: { path: ['r-1', 'ou-1', 'ou-2'] }, c: { path: ['r-1'] } },
  });

  it('takes what more than one has away once for each beyond the first', () => {
    const statement = buildStatement(sheetOf(['ou:ou-1', 'account:b', 'project:checkout']), input);
    expect(dollarsIn(statement, 'direct')).toEqual({
      'ou:ou-1': 130,
      'account:b': 30,
      'project:checkout': 120,
      overlap: -150,
      rest: 30,
      total: 160,
    });
    // 20 is in all three of them: it is taken away twice.
    expect(dollarsIn(statement, 'usage').overlap).toBe(-140);
  });

  it('has no such column when nothing is counted twice', () => {
    const statement = buildStatement(sheetOf(['account:a', 'account:b']), input);
    expect(statement.columns.map(({ key }) => key)).toEqual(['account:a', 'account:b', 'rest', 'total']);
  });

  it('says what usage was for only where a face says it', () => {
    const statement = buildStatement(sheetOf(['account:c']), input);
    expect(dollarsIn(statement, 'usage:(not fetched)')).toEqual({ 'account:c': 30, rest: 0, total: 30 });
    expect(dollarsIn(statement, 'usage:Compute:AmazonEC2').total).toBe(120);
  });
});

describe('columns of environments', () => {
  const slices = [
    slice('mixed', 'project:checkout', 'usage', 60),
    slice('mixed', 'project:search', 'usage', 40),
    slice('mixed', 'charges', 'support', 8),
    slice('prod', 'project:checkout', 'usage', 50),
    slice('prod', 'project:checkout', 'tax', 5),
  ];
  const homes = [
    cell('mixed', 'project:checkout', 'prod', null, 45),
    cell('mixed', 'project:checkout', 'dev', null, 15),
    cell('mixed', 'project:search', 'prod', null, 40),
    cell('prod', 'project:checkout', 'prod', null, 50),
  ];
  const share = (account: string, home: string, side: 'in' | 'out', amount: number) => ({
    ...{ connection: 'payer', month: MONTH, pool: 'support', chargeClass: 'support' as const, account, home, side },
    units: slice('', '', 'support', amount).units,
  });
  const input = smallInput({
    months: [stored(MONTH, 163)],
    slices,
    homes,
    usage: homes.map((each) => ({ ...each, home: null, service: 'AmazonEC2' })),
    shares: [
      share('mixed', 'charges', 'out', 8),
      share('mixed', 'project:checkout', 'in', 3),
      share('mixed', 'project:search', 'in', 2),
      share('prod', 'project:checkout', 'in', 3),
    ],
    places: { prod: { environment: 'prod' } },
  });

  it('have the usage of the environment, and other charges only of accounts that a rule puts there', () => {
    const statement = buildStatement(sheetOf(['environment:prod', 'environment:dev']), input);
    expect(dollarsIn(statement, 'usage')).toEqual({
      'environment:prod': 135,
      'environment:dev': 15,
      rest: 0,
      total: 150,
    });
    expect(dollarsIn(statement, 'tax')).toEqual({ 'environment:prod': 5, 'environment:dev': 0, rest: 0, total: 5 });
    expect(dollarsIn(statement, 'support')).toEqual({ 'environment:prod': 0, 'environment:dev': 0, rest: 8, total: 8 });
  });

  it('have what was moved to a project only where all its usage in the account is in the environment', () => {
    const statement = buildStatement(sheetOf(['environment:prod', 'environment:dev']), input);
    expect(dollarsIn(statement, 'shared')).toEqual({ 'environment:prod': 5, 'environment:dev': 0, rest: -5, total: 0 });
  });
});

describe('an organizational unit', () => {
  const input = smallInput({
    months: [stored('2026-09', 10), stored(MONTH, 20)],
    slices: [slice('a', 'untagged', 'usage', 10, '2026-09'), slice('a', 'untagged', 'usage', 20)],
  });
  const moved: StatementInput = {
    ...input,
    placeOf: (_, month) => ({
      path: ['r-1', month === MONTH ? 'ou-new' : 'ou-old'],
      pathNow: ['r-1', 'ou-new'],
      home: null,
      environment: null,
    }),
  };
  const period = { kind: 'custom', from: '2026-09', to: '2026-11' } as const;

  it('has an account as it was in each month, or as it is now', () => {
    const then = buildStatement(sheetOf(['ou:ou-old', 'ou:ou-new'], { period }), moved);
    expect(dollarsIn(then, 'total')).toEqual({ 'ou:ou-old': 10, 'ou:ou-new': 20, rest: 0, total: 30 });
    const now = buildStatement(sheetOf(['ou:ou-old', 'ou:ou-new'], { period, units: 'now' }), moved);
    expect(dollarsIn(now, 'total')).toEqual({ 'ou:ou-old': 0, 'ou:ou-new': 30, rest: 0, total: 30 });
  });

  it('over time has months as columns and their sum; a month that is not stored has no figures', () => {
    const shape = timeOf('ou:ou-new', 'month');
    const query = sheetOf([], { shape, period: { kind: 'custom', from: '2026-09', to: '2026-12' } });
    const statement = buildStatement(query, moved);
    expect(dollarsIn(statement, 'total')).toEqual({ '2026-09': 0, '2026-10': 20, '2026-11': null, total: 20 });
    expect(statement.missing).toEqual([{ connection: 'payer', month: '2026-11' }]);
    expect(statement.check).toBeNull();
  });
});
