import { formatDecimal } from '@/lib/finance/money';
import type { SharedCosts } from '@/lib/finance/shared-cost';
import { roundTable, type TableRow } from '@/lib/finance/statement/controlled-rounding';
import { formatExact } from '@/lib/format/money';
import type { PrintedAmount } from './printed-amount';

/** A line of the table; what a line does not have is null. */
export type BeforeAfterRow = {
  readonly key: string;
  readonly label: string;
  readonly kind: 'project' | 'projects' | 'rest' | 'total';
  readonly cells: Readonly<Record<BeforeAfterColumn, PrintedAmount | null>>;
};

export type BeforeAfterColumn = 'direct' | 'shared' | 'total' | 'directAfter' | 'sharedAfter' | 'totalAfter' | 'change';

/** What each project pays before and after a change of the rules. As printed, rows add across and columns down. */
export type BeforeAfter = {
  readonly currency: string;
  readonly rows: readonly BeforeAfterRow[];
  /** Some project's own charges differ: assignment rules changed. */
  readonly directChanges: boolean;
  /** Anything differs. */
  readonly changes: boolean;
};

export type BeforeAfterInput = {
  readonly before: SharedCosts;
  readonly after: SharedCosts;
  readonly currency: string;
  readonly names: Readonly<Record<string, string>>;
  /** Null for a reader of a part, who sees no total of all. */
  readonly residual: bigint | null;
  readonly totalLabel: string;
};

const CENT = 10_000_000n;

type Amounts = {
  readonly direct: bigint;
  readonly shared: bigint;
  readonly directAfter: bigint;
  readonly sharedAfter: bigint;
};

/** Prepares the table, the costliest project before the change first. */
export function prepareBeforeAfter(input: BeforeAfterInput): BeforeAfter {
  const { before, after, currency, names, residual } = input;
  const projects = paired(before, after);
  const whole = residual !== null;
  const rest: { key: string; label: string; amounts: Amounts }[] = whole
    ? [
        { key: 'untagged', label: 'Untagged', amounts: single(before.untagged, after.untagged) },
        {
          key: 'unallocated',
          label: 'Unallocated',
          amounts: single(before.unallocated - before.untagged, after.unallocated - after.untagged),
        },
        { key: 'residual', label: 'Residual', amounts: single(residual, residual) },
      ]
    : [];
  const sum = projects.reduce((all, { amounts }) => added(all, amounts), NOTHING);
  const total = rest.reduce((all, { amounts }) => added(all, amounts), sum);
  const lines = [
    { parent: null, amounts: total },
    { parent: 0, amounts: sum },
    ...projects.map(({ amounts }) => ({ parent: 1, amounts })),
    ...rest.map(({ amounts }) => ({ parent: 0, amounts })),
  ];
  // The change is rounded beside what was before, so that a draft moves no figure that it does not change.
  const printedBefore = roundTable(lines.map(beforeRow), CENT, [0, 1]);
  const printedChange = roundTable(lines.map(changeRow), CENT, [0, 1]);
  const printed = lines.map(({ amounts }, at) =>
    cellsOf(printedBefore[at]?.amounts ?? [], printedChange[at]?.amounts ?? [], amounts, currency),
  );
  const cells = (at: number) => printed[at] ?? cellsOf([], [], NOTHING, currency);
  const onlyTotals = ({ total: own, totalAfter, change }: BeforeAfterRow['cells']) => ({
    ...{ direct: null, shared: null, total: own, directAfter: null, sharedAfter: null, totalAfter, change },
  });
  return {
    currency,
    rows: [
      ...projects.map(({ id }, at) => ({
        ...{ key: `project:${id}`, label: names[id] ?? id, kind: 'project' as const, cells: cells(at + 2) },
      })),
      { key: 'projects', label: 'All projects', kind: 'projects', cells: cells(1) },
      ...rest.map(({ key, label }, at) => ({
        ...{ key, label, kind: 'rest' as const, cells: onlyTotals(cells(projects.length + 2 + at)) },
      })),
      ...(whole
        ? [{ key: 'total', label: input.totalLabel, kind: 'total' as const, cells: onlyTotals(cells(0)) }]
        : []),
    ],
    directChanges: projects.some(({ amounts }) => amounts.direct !== amounts.directAfter),
    changes: [...projects, ...rest].some(
      ({ amounts }) => amounts.direct !== amounts.directAfter || amounts.shared !== amounts.sharedAfter,
    ),
  };
}

const NOTHING: Amounts = { direct: 0n, shared: 0n, directAfter: 0n, sharedAfter: 0n };

/** What has no project has one amount; it stands among the direct ones. */
const single = (before: bigint, after: bigint): Amounts => ({ ...NOTHING, direct: before, directAfter: after });

const added = (a: Amounts, b: Amounts): Amounts => ({
  direct: a.direct + b.direct,
  shared: a.shared + b.shared,
  directAfter: a.directAfter + b.directAfter,
  sharedAfter: a.sharedAfter + b.sharedAfter,
});

function paired(before: SharedCosts, after: SharedCosts): { id: string; amounts: Amounts }[] {
  const found = new Map<string, Amounts>();
  for (const { project, direct, shared } of before.projects) found.set(project, { ...NOTHING, direct, shared });
  for (const { project, direct, shared } of after.projects) {
    found.set(project, { ...(found.get(project) ?? NOTHING), directAfter: direct, sharedAfter: shared });
  }
  return [...found]
    .map(([id, amounts]) => ({ id, amounts }))
    .sort((a, b) => compare(a.amounts, b.amounts) || (a.id < b.id ? -1 : 1));
}

/** By total before, then after, the larger first. */
function compare(a: Amounts, b: Amounts): number {
  const before = b.direct + b.shared - (a.direct + a.shared);
  const after = b.directAfter + b.sharedAfter - (a.directAfter + a.sharedAfter);
  const units = before || after;
  return units > 0n ? 1 : units < 0n ? -1 : 0;
}

type Line = { readonly parent: number | null; readonly amounts: Amounts };

const beforeRow = ({ parent, amounts: { direct, shared } }: Line): TableRow => ({
  ...{ parent, amounts: [direct, shared], total: direct + shared },
});

function changeRow({ parent, amounts }: Line): TableRow {
  const direct = amounts.directAfter - amounts.direct;
  const shared = amounts.sharedAfter - amounts.shared;
  return { parent, amounts: [direct, shared], total: direct + shared };
}

function cellsOf(
  [direct = 0n, shared = 0n]: readonly bigint[],
  [directChange = 0n, sharedChange = 0n]: readonly bigint[],
  exact: Amounts,
  currency: string,
): Record<BeforeAfterColumn, PrintedAmount> {
  const printed = (count: bigint, units: bigint): PrintedAmount => ({
    cents: count,
    exact: formatExact(formatDecimal(units), currency),
    zero: units === 0n && count === 0n,
  });
  const before = exact.direct + exact.shared;
  const after = exact.directAfter + exact.sharedAfter;
  return {
    direct: printed(direct, exact.direct),
    shared: printed(shared, exact.shared),
    total: printed(direct + shared, before),
    directAfter: printed(direct + directChange, exact.directAfter),
    sharedAfter: printed(shared + sharedChange, exact.sharedAfter),
    totalAfter: printed(direct + shared + directChange + sharedChange, after),
    change: printed(directChange + sharedChange, after - before),
  };
}
