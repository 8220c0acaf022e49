import type { Month } from '../month';
import { type CubeRef, cubesOf, type FactSource, labelOf, type Source, sourceOf } from './explanation-source';
import { formulaWords } from './formula-words';
import type { StatementInput } from './input';
import type { LaidColumn } from './layout';
import { type Origin, postAll } from './posting';
import type { StatementQuery } from './query';
import { daysOf, type RowAmounts } from './row-amounts';
import type { RowFormula, RowNode } from './row-tree';
import { type WorkedSheet, workSheet } from './worked-sheet';

/** A part of a figure, in the figure's unit. */
export type Part = { readonly label: string; readonly units: bigint; readonly source: Source };

/** A part of a change: nothing on the side that does not have it. */
export type ChangedPart = {
  readonly label: string;
  readonly before: bigint;
  readonly now: bigint;
  readonly source: Source;
};

/** A figure against the same figure of other months, in its unit. */
export type ExplainedChange = {
  /** Those of the other period that are stored. */
  readonly months: readonly Month[];
  readonly before: bigint;
  readonly change: bigint;
  /** Σ (now − before) = the change, to the unit, the largest first; parts that did not change are left out. */
  readonly parts: readonly ChangedPart[];
};

/** How a figure of a statement came about. */
export type Explanation = {
  readonly row: string;
  readonly column: string;
  readonly unit: RowNode['unit'];
  /** As in the sheet; null is n/a. */
  readonly amount: bigint | null;
  /** In words: `Revenue − Total cost`. */
  readonly formula: string;
  /** Σ = the amount, to the unit, the largest first. None of a ratio, and where the amount is n/a. */
  readonly parts: readonly Part[];
  /** What a ratio is made of: the part and the whole, or the amount and the days. */
  readonly operands: readonly {
    readonly label: string;
    readonly units: bigint | null;
    readonly source: Source | null;
  }[];
  readonly months: readonly Month[];
  /** What it is compared with, of a sheet that compares periods; null of any other, and of what has no parts on both sides. */
  readonly change: ExplainedChange | null;
};

/**
 * Explains one figure of a statement (`finance.md` §10): its formula and the parts that sum to it, down to the cube rows that AWS
 * sent. A sum is explained by its rows, any other figure by the facts that were posted to it. Null for a row or a column that the
 * sheet does not have.
 */
export function explainFigure(
  query: StatementQuery,
  input: StatementInput,
  row: string,
  column: string,
): Explanation | null {
  const sheet = workSheet(query, input);
  const node = sheet.nodes.find(({ key }) => key === row);
  const at = sheet.layout.columns.findIndex(({ key }) => key === column);
  const laid = sheet.layout.columns[at];
  if (!node || !laid) return null;
  const amount = sheet.now.get(row)?.[at] ?? null;
  const { formula } = node;
  const partsOver = (months: readonly Month[], amounts: RowAmounts): Part[] => {
    if ((amounts.get(row)?.[at] ?? null) === null) return [];
    if (formula.kind === 'posted') return factsOf(query, input, formula.row, { ...laid, months });
    return formula.kind === 'rows' ? rowParts(formula, sheet, amounts, at, column) : [];
  };
  const parts = partsOver(laid.months, sheet.now);
  return {
    row,
    column,
    unit: node.unit,
    amount,
    formula: formulaWords(node, sheet.nodes, laid, daysOf(laid.months, sheet.layout.stored)),
    parts: parts.filter(({ units }) => units !== 0n).sort(byMagnitude),
    operands: operandsOf(formula, sheet, at, column),
    months: laid.months,
    change: changeOf(),
  };

  function changeOf(): ExplainedChange | null {
    if (laid === undefined || laid.baseMonths.length === 0 || amount === null) return null;
    const base = sheet.amountsOver(({ baseMonths }) => baseMonths);
    const before = base.get(row)?.[at] ?? null;
    if (before === null || (formula.kind !== 'posted' && formula.kind !== 'rows')) return null;
    const changed = changedParts(parts, partsOver(laid.baseMonths, base));
    return { months: laid.baseMonths, before, change: amount - before, parts: changed };
  }
}

/** The parts of both sides, one beside the other. */
function changedParts(parts: readonly Part[], partsBefore: readonly Part[]): ChangedPart[] {
  const found = new Map<string, ChangedPart>();
  const add = ({ label, units, source }: Part, side: 'before' | 'now'): void => {
    const key = JSON.stringify(
      source.kind === 'row' ? source : { ...source, months: [], cubes: [], rules: [], ruled: [] },
    );
    const known = found.get(key) ?? { label, before: 0n, now: 0n, source };
    found.set(key, { ...known, [side]: known[side] + units });
  };
  for (const part of parts) add(part, 'now');
  for (const part of partsBefore) add(part, 'before');
  return [...found.values()]
    .filter(({ now, before }) => now !== before)
    .map((part) => ({ ...part, units: part.now - part.before }))
    .sort(byMagnitude)
    .map(({ units: _, ...part }) => part);
}

type Measured = Pick<Part, 'label' | 'units'>;
const size = (units: bigint): bigint => (units < 0n ? -units : units);
const byMagnitude = (a: Measured, b: Measured): number =>
  size(a.units) === size(b.units) ? (a.label < b.label ? -1 : 1) : size(a.units) > size(b.units) ? -1 : 1;

const labelIn = ({ nodes }: WorkedSheet, row: string): string => nodes.find(({ key }) => key === row)?.label ?? row;

const rowParts = (
  { terms }: Extract<RowFormula, { kind: 'rows' }>,
  sheet: WorkedSheet,
  amounts: RowAmounts,
  at: number,
  column: string,
): Part[] =>
  terms.map(({ row, sign }) => ({
    label: labelIn(sheet, row),
    units: sign * (amounts.get(row)?.[at] ?? 0n),
    source: { kind: 'row', row, column },
  }));

function operandsOf(formula: RowFormula, sheet: WorkedSheet, at: number, column: string): Explanation['operands'] {
  const operand = (row: string) => ({
    label: labelIn(sheet, row),
    units: sheet.now.get(row)?.[at] ?? null,
    source: { kind: 'row', row, column } as const,
  });
  return formula.kind === 'ratio'
    ? [operand(formula.of), operand(formula.by)]
    : formula.kind === 'perDay'
      ? [operand(formula.of)]
      : [];
}

type Gathered = {
  readonly source: FactSource;
  units: bigint;
  readonly months: Set<Month>;
  readonly cubes: Map<string, CubeRef>;
  readonly rules: Set<number>;
  readonly ruled: Map<string, { readonly month: Month; readonly rule: number }>;
};

const nothingGathered = (): Omit<Gathered, 'source' | 'units'> => ({
  ...{ months: new Set(), cubes: new Map(), rules: new Set(), ruled: new Map() },
});

/** The facts of a row that a column takes, those of all its months together. */
function factsOf(query: StatementQuery, input: StatementInput, wanted: string, column: LaidColumn): Part[] {
  const found = new Map<string, Gathered>();
  const rulesOf = ruleFinder(input);
  const add = (origin: Origin, month: Month, units: bigint): void => {
    const source = sourceOf(origin);
    const key = JSON.stringify(source);
    const known = found.get(key) ?? { source, units: 0n, ...nothingGathered() };
    known.units += units;
    known.months.add(month);
    for (const cube of cubesOf(source, month, input)) known.cubes.set(JSON.stringify(cube), cube);
    for (const rule of rulesOf(origin)) {
      known.rules.add(rule);
      known.ruled.set(`${month} ${rule}`, { month, rule });
    }
    found.set(key, known);
  };
  postAll(input, query, new Set(column.months), (row, month, mask, units, origin) => {
    const factor = row === wanted ? column.factorOf(mask) : 0n;
    if (factor !== 0n) add(origin, month, factor * units);
  });
  return [...found.values()].map(({ source, units, months, cubes, rules, ruled }) => ({
    label: labelOf(source, input),
    units,
    source: {
      ...source,
      months: [...months].sort(),
      cubes: [...cubes.values()],
      rules: [...rules].sort((a, b) => a - b),
      ruled: [...ruled.values()].sort((a, b) => (a.month === b.month ? a.rule - b.rule : a.month < b.month ? -1 : 1)),
    },
  }));
}

/** Finds the rules that gave a fact its home: a slice says its own, a cell of usage has those of the slices that it refines. */
function ruleFinder({ slices }: StatementInput): (origin: Origin) => Iterable<number> {
  let index: Map<string, Set<number>> | null = null;
  const keyOf = (connection: string, month: Month, account: string, home: string | null): string =>
    JSON.stringify([connection, month, account, home]);
  const indexed = (): Map<string, Set<number>> => {
    const rules = new Map<string, Set<number>>();
    for (const { connection, month, account, home, chargeClass, rule } of slices) {
      if (chargeClass !== 'usage' || rule === null) continue;
      for (const key of [keyOf(connection, month, account, home), keyOf(connection, month, account, null)]) {
        const known = rules.get(key) ?? new Set();
        rules.set(key, known.add(rule));
      }
    }
    return rules;
  };
  return (origin) => {
    if ('rule' in origin) return origin.rule === null ? [] : [origin.rule];
    if (!('service' in origin)) return [];
    index ??= indexed();
    return index.get(keyOf(origin.connection, origin.month, origin.account, origin.home)) ?? [];
  };
}
