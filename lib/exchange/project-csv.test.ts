import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { projectCsv } from './project-csv';

it('projects are a file of exact amounts, whose texts no spreadsheet runs', () => {
  const nothing = { project: null, class: null, owner: null, direct: null, shared: null, revenue: null, profit: null };
  const text = projectCsv(
    [
      {
        ...{ kind: 'project', project: '=evil', name: 'Ünlaut, "quoted"', class: 'cogs', owner: null },
        ...{ direct: 1_000_000_001n, shared: -1n, total: 1_000_000_000n, revenue: 0n, profit: -1_000_000_000n },
        ...{ coverage: 0.5, accounts: 2 },
      },
      { ...nothing, kind: 'residual', name: 'Residual', total: 24_000_000_000n, coverage: null, accounts: null },
    ],
    { months: { from: '2026-10', to: '2026-11' }, basis: 'amortized', currency: 'USD' },
  );
  expect(parse(text, { columns: true })).toEqual([
    expect.objectContaining({
      ...{ from: '2026-10', basis: 'amortized', kind: 'project', project: "'=evil", name: 'Ünlaut, "quoted"' },
      ...{
        direct: '1.000000001',
        shared: '-0.000000001',
        total: '1',
        revenue: '0',
        profit: '-1',
        coverage: '0.500000',
      },
    }),
    expect.objectContaining({ kind: 'residual', project: '', direct: '', total: '24', accounts: '' }),
  ]);
});
