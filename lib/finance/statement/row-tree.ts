import { compareNames } from '../compare-names';
import { PROJECT_CLASSES } from '../rules';
import { SERVICE_CATEGORIES } from '../service-category';
import { facesOf } from './column';
import type { StatementInput } from './input';
import { entitiesOf, type StatementQuery } from './query';
import { CLASS_PARTS, NO_CLASS, rowKeys } from './row-key';

/** How a row's figure is made. */
export type RowFormula =
  /** The sum of what was posted to the row. */
  | { readonly kind: 'posted'; readonly row: string }
  /** Of other rows, added or taken away. */
  | { readonly kind: 'rows'; readonly terms: readonly RowTerm[] }
  /** `of` in parts of `by`; n/a unless `by` is above zero. */
  | { readonly kind: 'ratio'; readonly of: string; readonly by: string }
  | { readonly kind: 'perDay'; readonly of: string };
export type RowTerm = { readonly row: string; readonly sign: 1n | -1n };

export type RowNode = {
  readonly key: string;
  readonly label: string;
  readonly depth: number;
  /** `line` adds to what is above it, `sum` and `total` are subtotals; a `memo` is never summed. */
  readonly kind: 'line' | 'sum' | 'total' | 'memo';
  /** `hidden`: not a row of the sheet; others are made of it. */
  readonly unit: 'money' | 'ratio' | 'hidden';
  readonly parent: string | null;
  readonly formula: RowFormula;
};

const CHARGES = [
  ['commitment', 'Commitments'],
  ['support', 'Support'],
  ['other', 'Other charges'],
  ['discount', 'Discounts'],
  ['credit', 'Credits'],
  ['refund', 'Refunds'],
] as const;
const CLASS_NAMES: Readonly<Record<string, string>> = { cogs: 'COGS', rnd: 'R&D', operations: 'Operations' };
const PART_NAMES = {
  direct: 'Direct',
  shared: 'Shared',
  residual: 'Residual',
  outside: 'Outside',
  adjustments: 'Adjustments after close',
};
const TAX_PARTS = [
  ['tax:direct', 'Charged'],
  ['tax:shared', 'Shared'],
  ['tax:adjustments', 'Adjustments after close'],
] as const;

/** What a row is besides its key and label; what is not said is that of an outermost line. */
type Rest = Partial<Pick<RowNode, 'depth' | 'kind' | 'unit' | 'parent'>>;

const row = (key: string, label: string, formula: RowFormula, rest: Rest = {}): RowNode => ({
  ...{ key, label, depth: 0, kind: 'line', unit: 'money', parent: null, formula },
  ...rest,
});
const posted = (key: string): RowFormula => ({ kind: 'posted', row: key });
const sumOf = (...keys: readonly string[]): RowFormula => ({
  kind: 'rows',
  terms: keys.map((key) => ({ row: key, sign: 1n })),
});
const less = (from: string, taken: string): RowFormula => ({
  kind: 'rows',
  terms: [
    { row: from, sign: 1n },
    { row: taken, sign: -1n },
  ],
});

/**
 * The rows of a sheet in their order (`finance.md` §10), a parent before its children. `postedRows` are those that anything was
 * posted to; the fixed rows stand always.
 */
export function rowTree(postedRows: Iterable<string>, input: StatementInput, query: StatementQuery): RowNode[] {
  const keys = [...postedRows];
  const named = (prefix: string): string[] =>
    keys.flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])).sort(compareText);
  const label = (kind: string, id: string): string => input.labels.get(`${kind}:${id}`) ?? id;
  const group = (key: string, title: string, ids: readonly string[], name: (id: string) => string): RowNode[] => [
    row(key, title, sumOf(...ids.map((id) => `${key}:${id}`))),
    ...ids.map((id) => row(`${key}:${id}`, name(id), posted(`${key}:${id}`), { depth: 1, parent: key })),
  ];
  const tax = query.tax === 'cost' ? [row('tax', 'Tax', posted('tax'))] : [];
  const charges = CHARGES.map(([key, title]) => row(key, title, posted(key)));
  const direct = sumOf('usage', ...CHARGES.map(([key]) => key), ...tax.map(({ key }) => key));
  const restricted = input.months.length > 0 && input.months.every(({ residual }) => residual === null);
  const residual = restricted ? [] : [row('residual', 'Residual', posted('residual'))];
  const costs = ['direct', 'shared', ...residual.map(({ key }) => key), 'outside', 'adjustments'];
  const classes = classRows(keys, input, facesOf(entitiesOf(query.shape)).homes !== null);
  return [
    ...group('revenue', 'Revenue', named('revenue:'), (source) => source || 'Source not given'),
    ...usageRows(named('usage:')),
    ...charges,
    ...tax,
    row('direct', 'Direct cost', direct, { kind: 'sum' }),
    ...group('shared', 'Shared cost', named('shared:'), (pool) => label('pool', pool)),
    ...residual,
    ...group('outside', 'Outside cost', named('outside:'), (vendor) => vendor),
    ...group('adjustments', 'Adjustments after close', named('adjustments:'), (month) => `Of ${month}`),
    row('total', 'Total cost', sumOf(...costs), { kind: 'total' }),
    row('profit', 'Cloud result', less('revenue', 'total'), { kind: 'total' }),
    ...(usesClasses(input) ? [row('gross', 'Gross profit', less('revenue', 'class:cogs'), { kind: 'total' })] : []),
    ...memoRows(named('driver:'), query, keys),
    ...classes,
  ];
}

const compareText = (a: string, b: string): number => compareNames(a, b) || (a < b ? -1 : a > b ? 1 : 0);

/** Usage by category and service; what is not known of it last, never spread. */
function usageRows(names: readonly string[]): RowNode[] {
  const ours = ['(rounding)', '(not fetched)', '(unknown)'].filter((key) => names.includes(key));
  const groups = SERVICE_CATEGORIES.flatMap((category) => {
    const services = names.filter((name) => name.startsWith(`${category}:`));
    return services.length === 0 ? [] : [{ key: `usage:${category}`, category, services }];
  });
  const labels: Readonly<Record<string, string>> = {
    '(rounding)': 'Rounding of AWS',
    '(not fetched)': 'Service not fetched',
    '(unknown)': 'Service not known',
  };
  return [
    row('usage', 'Usage', sumOf(...groups.map(({ key }) => key), ...ours.map((key) => `usage:${key}`))),
    ...groups.flatMap(({ key, category, services }) => [
      row(key, category, sumOf(...services.map((name) => `usage:${name}`)), { depth: 1, parent: 'usage' }),
      ...services.map((name) =>
        row(`usage:${name}`, name.slice(category.length + 1), posted(`usage:${name}`), { depth: 2, parent: key }),
      ),
    ]),
    ...ours.map((key) =>
      row(`usage:${key}`, labels[key] ?? key, posted(`usage:${key}`), { depth: 1, parent: 'usage' }),
    ),
  ];
}

/** True where the company has given any project a class. */
const usesClasses = ({ projects }: Pick<StatementInput, 'projects'>): boolean =>
  projects.some((project) => project.class !== null);

/** Total cost by class, shown where classes are in use: one block each, and what no class has. Together they are the total cost. */
function classRows(
  keys: readonly string[],
  { projects }: Pick<StatementInput, 'projects'>,
  byEnvironment: boolean,
): RowNode[] {
  const found = new Set(
    CLASS_PARTS.flatMap((part) => {
      const prefix = rowKeys.classPart(part, '');
      return keys.flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
    }),
  );
  const own = [...found].filter((name) => !isOneOf(PROJECT_CLASSES, name) && name !== NO_CLASS).sort(compareText);
  const names = [...PROJECT_CLASSES, ...own, NO_CLASS];
  const terms = names.map((name): RowTerm => ({ row: `class:${name}`, sign: -1n }));
  const gap: RowFormula = { kind: 'rows', terms: [{ row: 'total', sign: 1n }, ...terms] };
  const rows = names.flatMap((name) => {
    const parts = CLASS_PARTS.map((part) => ({ part, key: rowKeys.classPart(part, name) })).filter(({ key }) =>
      keys.includes(key),
    );
    const key = `class:${name}`;
    const label = name === NO_CLASS ? 'No class' : (CLASS_NAMES[name] ?? name);
    return [
      row(key, label, sumOf(...parts.map((each) => each.key)), { kind: 'memo' }),
      ...parts.map((each) =>
        row(each.key, PART_NAMES[each.part], posted(each.key), { depth: 1, kind: 'memo', parent: key }),
      ),
    ];
  });
  const all = byEnvironment ? [...rows, row(CLASS_GAP, 'Class not fetched', gap, { kind: 'memo' })] : rows;
  return usesClasses({ projects }) ? all : all.map((each) => ({ ...each, unit: 'hidden' }));
}

/** What environments have of usage whose project was not fetched together with them. */
export const CLASS_GAP = 'class:(not fetched)';

const isOneOf = (list: readonly string[], name: string): boolean => list.includes(name);

function memoRows(drivers: readonly string[], query: StatementQuery, keys: readonly string[]): RowNode[] {
  const memo = (key: string, title: string, formula: RowFormula, rest: Rest = {}) =>
    row(key, title, formula, { kind: 'memo', ...rest });
  const parts = TAX_PARTS.filter(([key]) => keys.includes(key));
  const tax = [
    memo('tax', 'Tax, not in cost', sumOf(...parts.map(([key]) => key))),
    ...parts.map(([key, title]) => memo(key, title, posted(key), { depth: 1, parent: 'tax' })),
  ];
  return [
    memo('margin', 'Margin', { kind: 'ratio', of: 'profit', by: 'revenue' }, { unit: 'ratio' }),
    ...(query.tax === 'memo' ? tax : []),
    memo('unallocated', 'Of which unallocated', posted('unallocated')),
    memo('budget', 'Budget', posted('budget')),
    memo('variance', 'Variance', less('budget', 'total')),
    memo('perDay', 'Cost per day', { kind: 'perDay', of: 'total' }),
    memo('coverage', 'Tag coverage', { kind: 'ratio', of: 'covered', by: 'used' }, { unit: 'ratio' }),
    memo('used', 'Usage', posted('used'), { unit: 'hidden' }),
    memo('covered', 'Usage that has a project or a pool', posted('covered'), { unit: 'hidden' }),
    ...drivers.flatMap((driver) => {
      const key = rowKeys.driver(driver);
      return [
        memo(key, driver, posted(key), { unit: 'hidden' }),
        memo(`unit:${driver}`, `Cost per ${driver}`, { kind: 'ratio', of: 'total', by: key }),
      ];
    }),
  ];
}
