import type { CostFact } from './cost-fact';

/** What is not known of a charge because two tellings of its account can't be held together. */
const NOT_FETCHED = '(not fetched)';

/** Which fields the second telling adds. */
export type Added = 'key' | 'recordType' | 'day' | 'category';

/**
 * Two tellings of the same charges as one: `left` has all its fields, and `added` of `right`. They meet in cells of a month,
 * an account and, `byClass`, a charge class. A cell that one of them has as a whole is told by both; where each has several
 * parts, nobody knows which belong together, and `added` is `(not fetched)`. Σ = Σ left, to the unit. Give `left` without
 * the fields that nobody asks for: parts that differ in nothing else are one.
 */
export function crossFacts(
  left: Iterable<CostFact>,
  right: Iterable<CostFact>,
  added: Added,
  byClass: boolean,
): CostFact[] {
  const cellOf = ({ month, account, chargeClass }: CostFact) =>
    JSON.stringify([month, account, byClass ? chargeClass : null]);
  const others = partsByCell(right, cellOf, (fact) => fact[added] ?? null);
  const facts: CostFact[] = [];
  for (const [cell, parts] of partsByCell(left, cellOf, labelsOf)) {
    // Of an account that the reader may not know, nothing else is known.
    const beside = parts[0]?.account == null ? [] : (others.get(cell) ?? []);
    const [part, ...more] = parts;
    const [only] = beside;
    if (part && more.length === 0 && beside.length > 0) {
      const sum = beside.reduce((total, { units }) => total + units, 0n);
      for (const each of beside) facts.push({ ...part, [added]: each[added] ?? null, units: each.units });
      if (sum !== part.units) facts.push({ ...part, [added]: NOT_FETCHED, units: part.units - sum });
    } else {
      const value = beside.length === 1 && only ? (only[added] ?? null) : NOT_FETCHED;
      for (const each of parts) facts.push({ ...each, [added]: value });
    }
  }
  return facts;
}

const labelsOf = ({ project, projectClass, environment, chargeClass, recordType, key, day }: CostFact) => [
  ...[project, projectClass, environment, chargeClass, recordType, key, day],
];

/** Facts by cell, those of one label added up. A part of 0 counts: it may be two that cancel. */
function partsByCell(
  facts: Iterable<CostFact>,
  cellOf: (fact: CostFact) => string,
  labelOf: (fact: CostFact) => unknown,
): Map<string, CostFact[]> {
  const cells = new Map<string, Map<string, CostFact>>();
  for (const fact of facts) {
    const cell = cellOf(fact);
    const parts = cells.get(cell) ?? new Map<string, CostFact>();
    const label = JSON.stringify(labelOf(fact));
    const known = parts.get(label);
    parts.set(label, known ? { ...known, units: known.units + fact.units } : fact);
    cells.set(cell, parts);
  }
  return new Map([...cells].map(([cell, parts]) => [cell, [...parts.values()]]));
}
