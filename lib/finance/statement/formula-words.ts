import type { LaidColumn } from './layout';
import type { RowNode } from './row-tree';

/** What the figures of a row are that facts were posted to, by the beginning of its key. */
const POSTED: readonly (readonly [string, string])[] = [
  ['usage:(not fetched)', 'Usage whose service AWS was not asked for together with what tells the columns apart'],
  [
    'usage:(rounding)',
    'What AWS’s rounding of its replies leaves between the services and the usage, at most a unit for every group',
  ],
  ['usage:(unknown)', 'Usage that no service accounts for, beyond rounding'],
  ['usage:', 'Usage of the service'],
  ['revenue:', 'Revenue entered for what lies wholly inside the column'],
  ['shared:', 'What the pool moved in less what it moved out'],
  ['residual', 'AWS’s control total less the sum of its accounts'],
  ['outside:', 'Outside cost entered for what lies wholly inside the column, spread evenly over its months'],
  ['adjustments:', 'What AWS restated after the month was closed, less what was booked already'],
  ['unallocated', 'Charges without a project, less what pools moved out of them'],
  ['budget', 'Budgets entered for what lies wholly inside the column, each once: a given parent stands for its parts'],
  ['driver:', 'Quantities entered for what lies wholly inside the column, each once'],
  ['class-direct:', 'Own charges of the projects of the class'],
  ['class-shared:', 'What pools moved to the projects of the class, less what they moved out'],
  ['class-residual:', 'AWS’s control total less the sum of its accounts, which has no class'],
  ['class-outside:', 'Outside cost of the projects of the class'],
  ['class-adjustments:', 'Adjustments after close of the projects of the class'],
  ['tax:direct', 'Charges of the class tax'],
  ['tax:shared', 'Tax that pools moved in less what they moved out'],
  ['tax:adjustments', 'Tax that AWS restated after close'],
  ['used', 'All usage'],
  ['covered', 'Usage that a rule or a tag gives a project or a pool'],
];

const COLUMNS: Partial<Record<LaidColumn['kind'], string>> = {
  overlap: 'counted by several columns, taken away once for each beyond the first',
  rest: 'that no column has',
  total: 'of the whole sheet',
};

/** How a figure is made, in words. `days` are those that the column's figures cover. */
export function formulaWords(
  node: RowNode,
  nodes: readonly RowNode[],
  { kind }: Pick<LaidColumn, 'kind'>,
  days: number,
): string {
  const label = (row: string): string => nodes.find(({ key }) => key === row)?.label ?? row;
  const { formula } = node;
  switch (formula.kind) {
    case 'posted': {
      const words =
        POSTED.find(([start]) => formula.row.startsWith(start))?.[1] ?? `Charges of the class ${formula.row}`;
      const where = COLUMNS[kind];
      return where === undefined ? words : `${words}, ${where}`;
    }
    case 'rows':
      return (
        formula.terms.map(({ row, sign }, at) => `${sign < 0n ? '− ' : at > 0 ? '+ ' : ''}${label(row)}`).join(' ') ||
        'Nothing'
      );
    case 'ratio':
      return `${label(formula.of)} ÷ ${label(formula.by)}`;
    case 'perDay':
      return `${label(formula.of)} ÷ ${days} ${days === 1 ? 'day' : 'days'}`;
  }
}
