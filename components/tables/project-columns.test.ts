import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  filterProjects,
  NONE,
  projectColumns,
  readProjectState,
  sortProjects,
  writeProjectState,
} from './project-columns';
import type { ProjectRow } from './project-row';

const amount = (cents: bigint) => ({ cents, exact: String(cents), zero: cents === 0n });
const row = (id: string, given: Partial<ProjectRow> = {}, total = 0n): ProjectRow => ({
  ...{ id, name: id, class: '', owner: '', href: `/projects/${id}`, amounts: { total: amount(total), revenue: null } },
  ...{ change: null, perDay: null, coverage: null, margin: null, accounts: 1, spark: '' },
  ...given,
});
const rows = [
  row('search', { class: 'cogs', owner: 'tomas', change: 0.1 }, 20n),
  row('Checkout', { class: 'cogs', owner: 'ana', change: -0.2 }, 50n),
  row('lake', { class: 'rnd' }, -5n),
];
const columns = projectColumns(['a,b~c', '%']);
const ids = (list: readonly ProjectRow[]) => list.map(({ id }) => id);

describe('the table of projects', () => {
  it('sorts by amount, change and name; what is not known stands last both ways', () => {
    const by = (column: string, descending: boolean) => ids(sortProjects(rows, { column, descending }, columns));
    expect(by('total', true)).toEqual(['Checkout', 'search', 'lake']);
    expect(by('total', false)).toEqual(['lake', 'search', 'Checkout']);
    expect(by('change', true)).toEqual(['search', 'Checkout', 'lake']);
    expect(by('change', false)).toEqual(['Checkout', 'search', 'lake']);
    expect(by('revenue', true)).toEqual(['Checkout', 'lake', 'search']);
    expect(by('name', false)).toEqual(['Checkout', 'lake', 'search']);
    expect(by('nothing of ours', false)).toEqual(['Checkout', 'lake', 'search']);
  });

  it('keeps what holds every word, and the class and owner asked for, none among them', () => {
    const keep = (words: string, given = '', owner = '') => ids(filterProjects(rows, { words, class: given, owner }));
    expect(keep('')).toEqual(['search', 'Checkout', 'lake']);
    expect(keep('CHECK ana')).toEqual(['Checkout']);
    expect(keep('', 'cogs')).toEqual(['search', 'Checkout']);
    expect(keep('', '', NONE)).toEqual(['lake']);
    expect(keep('cogs', 'rnd')).toEqual([]);
  });

  it('has a column for each pool, and keeps its state in the address', () => {
    expect(columns.map(({ name }) => name).filter((name) => name.startsWith('pool:'))).toEqual([
      'pool:a,b~c',
      'pool:%',
    ]);
    const names = fc.subarray(columns.map(({ name }) => name));
    const state = fc.record({
      ...{
        words: fc.string({ maxLength: 20 }),
        class: fc.string({ maxLength: 9 }),
        owner: fc.string({ maxLength: 9 }),
      },
      sort: fc.record({ column: fc.constantFrom('total', 'name', 'pool:a,b~c'), descending: fc.boolean() }),
      columns: fc.option(names, { nil: null }),
    });
    fc.assert(
      fc.property(state, (given) => {
        const written = writeProjectState(given);
        expect(readProjectState((name) => written[name] ?? null)).toEqual(given);
      }),
    );
    expect(readProjectState((name) => (name === 'cols' ? '%E0%A4%A,total' : null)).columns).toEqual(['', 'total']);
  });
});
