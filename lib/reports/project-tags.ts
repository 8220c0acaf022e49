import type { Viewer } from '@/lib/auth/viewer';
import { assignerOf, isAccountCondition } from '@/lib/finance/assignment';
import { chainCube } from '@/lib/finance/cube';
import { monthsIn } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import { sumUnits } from '@/lib/store/costs';
import type { Books } from './books';
import { type DerivedUnits, dedicatedIn } from './project-months';
import { ruleWords } from './told-rules';

/** Usage of mixed accounts under one raw tag value that means a project, units of 10⁻⁹. */
export type MappedValue = {
  readonly key: string;
  readonly raw: string;
  readonly units: bigint;
  /** The rule that reads the value so; null where it is the project's own name. */
  readonly rule: string | null;
};

/** The raw values that mean a project in the months of the books, the costliest first. */
export async function mappedValues(
  viewer: Viewer,
  { connections, months, basis }: Books,
  { slices }: DerivedUnits,
  rules: Rules,
  project: string,
): Promise<MappedValue[]> {
  const { scope } = viewer;
  const keys = rules.dimensions.project;
  const dedicated = dedicatedIn(slices);
  const assigners = new Map(monthsIn(months).map((month) => [month, assignerOf(rules, month)]));
  const found = new Map<string, MappedValue>();
  for (const { connection } of connections) {
    for (const [at, key] of keys.entries()) {
      const cube = chainCube(keys.slice(0, at + 1));
      const query = { connectionId: connection.id, cube, months, groupBy: ['month', 'key1', 'key2'] } as const;
      for (const { month, key1, key2, units } of await sumUnits(scope, query, basis)) {
        const raw = key2 ?? '';
        if (raw === '' || dedicated.has(`${connection.id} ${month} ${key1}`)) continue;
        const home = assigners.get(month ?? '')?.ofProjectValue(raw).home;
        if (home?.value.kind !== 'project' || home.value.id !== project) continue;
        const rule = home.rule === null ? undefined : rules.assignments[home.rule];
        const id = JSON.stringify([key, raw, home.rule]);
        const sum = (found.get(id)?.units ?? 0n) + units;
        found.set(id, { key, raw, units: sum, rule: rule ? ruleWords(viewer, rule) : null });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.units === b.units ? 0 : a.units > b.units ? -1 : 1));
}

/** The rule that gave an account its home, in words; null where tags did. */
export function accountRule(viewer: Viewer, rules: Rules, rule: number | null): string | null {
  const found = rule === null ? undefined : rules.assignments[rule];
  return found && isAccountCondition(found.when) ? ruleWords(viewer, found) : null;
}
