import { tagValueKey } from './cost-fact';
import { type DocumentValue, pathText } from './document-value';
import type { Effective } from './rules';

/** The months of a rule as the rules file has them; one that is open is left out. */
export type EffectiveDocument = { readonly from?: string; readonly to?: string };

/** Reads the months `[from, to)` of a rule. */
export function readEffective(
  rule: DocumentValue,
  { from, to }: { readonly from: DocumentValue; readonly to: DocumentValue },
): Effective | null {
  const effective = { from: from.month(), to: to.month() };
  const isRead = (effective.from !== null || from.isAbsent) && (effective.to !== null || to.isAbsent);
  if (!isRead) return null;
  if (effective.from !== null && effective.to !== null && effective.from >= effective.to) {
    return rule.fault(`holds in no month: ${effective.to} is not after ${effective.from}, and "to" is exclusive`, 'to');
  }
  return effective;
}

/** The months of a rule as the file has them. */
export const effectiveDocument = ({ from, to }: Effective): EffectiveDocument => ({
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
});

/**
 * Reads the id of a project, pool, environment or class. One that would read as a key of ours, `(untagged)`, is refused; a
 * raw tag value of that text has a backslash before it (`tagValueKey`) and may be named so.
 */
export function readId(given: DocumentValue, example: string): string | null {
  const id = given.text(example);
  if (id === null) return null;
  if (id.trim() === '') return given.fault(`is blank: write text such as ${example}`);
  if (!id.startsWith('\\') && tagValueKey(id) !== id) {
    return given.fault(`${id} is a key of ours: write it without parentheses, or \\${id} for a tag value of that text`);
  }
  return id;
}

/** Tells every text that stands in a list twice. */
export function tellRepeated(list: readonly DocumentValue[], ids: readonly (string | null)[]): void {
  const first = new Map<string, number>();
  for (const [at, id] of ids.entries()) {
    if (id === null) continue;
    const before = first.get(id);
    if (before === undefined) first.set(id, at);
    else
      list[at]?.fault(`${JSON.stringify(id)} is ${pathText(list[before]?.path ?? [])} already: leave one of them out`);
  }
}
