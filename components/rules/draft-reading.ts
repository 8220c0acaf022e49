import type { DocumentFault } from '@/lib/finance/document-value';
import type { Assignment, PoolRule, Rules } from '@/lib/finance/rules';
import { changeWords, diffRules } from '@/lib/finance/rules-diff';
import { type RulesDocument, readRules } from '@/lib/finance/rules-document';
import { type RulesWarning, rulesWarnings } from '@/lib/finance/rules-warnings';

/** A draft as a rules file would be read. */
export type DraftReading = {
  /** Null while there are faults. */
  readonly rules: Rules | null;
  readonly faults: readonly DocumentFault[];
  readonly warnings: readonly RulesWarning[];
  /** What the draft changes, in words; empty while there are faults, and when it changes nothing. */
  readonly changes: readonly string[];
  /** Each entry read by itself; undefined where it has faults. */
  readonly pools: readonly (PoolRule | undefined)[];
  readonly assignments: readonly (Assignment | undefined)[];
};

/** Reads a draft on top of the rules in force. */
export function readDraft(document: RulesDocument, before: Rules): DraftReading {
  const reading = readRules(document);
  if (reading.ok) {
    const { rules } = reading;
    return {
      ...{
        rules,
        faults: [],
        warnings: rulesWarnings(rules, null),
        changes: diffRules(before, rules).map(changeWords),
      },
      ...{ pools: rules.pools, assignments: rules.assignments },
    };
  }
  const alone = (part: RulesDocument): Rules | null => {
    const one = readRules(part);
    return one.ok ? one.rules : null;
  };
  return {
    ...{ rules: null, faults: reading.faults, warnings: [], changes: [] },
    pools: (document.pools ?? []).map((pool) => alone({ pools: [pool] })?.pools[0]),
    assignments: (document.assignments ?? []).map((rule) => alone({ assignments: [rule] })?.assignments[0]),
  };
}
