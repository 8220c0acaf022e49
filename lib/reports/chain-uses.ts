import type { Viewer } from '@/lib/auth/viewer';
import { assignerOf } from '@/lib/finance/assignment';
import { chainCube } from '@/lib/finance/cube';
import { monthsIn } from '@/lib/finance/month';
import type { RuleDimension, Rules } from '@/lib/finance/rules';
import type { TagValueUse } from '@/lib/finance/tag-variant';
import { sumUnits } from '@/lib/store/costs';
import type { Books } from './books';
import { type DerivedUnits, dedicatedIn } from './project-months';

/**
 * The values of a chain in the months of the books, with what each is taken for in the last of them. A project value decides the
 * home of usage in accounts that no rule gave one.
 */
export async function chainUses(
  { scope }: Viewer,
  { connections, months, basis }: Books,
  rules: Rules,
  dimension: RuleDimension,
  { slices }: DerivedUnits,
): Promise<TagValueUse[]> {
  const keys = rules.dimensions[dimension];
  const assigner = assignerOf(rules, monthsIn(months).at(-1) ?? months.from);
  const dedicated = dedicatedIn(slices);
  const found = new Map<string, TagValueUse>();
  for (const { connection } of connections) {
    for (const [at, key] of keys.entries()) {
      const cube = chainCube(keys.slice(0, at + 1));
      const query = { connectionId: connection.id, cube, months, groupBy: ['month', 'key1', 'key2'] } as const;
      for (const { month, key1, key2, units } of await sumUnits(scope, query, basis)) {
        const raw = key2 ?? '';
        const read = raw === '' ? null : readValue(raw);
        if (read === null) continue;
        const id = JSON.stringify([key, raw]);
        const known = found.get(id);
        const moves = dedicated.has(`${connection.id} ${month} ${key1}`) ? 0n : units;
        found.set(id, {
          ...{ key, raw, ...read, units: (known?.units ?? 0n) + units },
          moves: dimension === 'environment' ? null : (known?.moves ?? 0n) + moves,
        });
      }
    }
  }
  return [...found.values()];

  /** Null for a value that a rule gives to a shared pool. */
  function readValue(raw: string): Pick<TagValueUse, 'target' | 'ruled'> | null {
    if (dimension === 'environment') {
      const { value, rule } = assigner.ofEnvironmentValue(raw);
      return { target: value, ruled: rule !== null };
    }
    const { value, rule } = assigner.ofProjectValue(raw).home;
    return value.kind === 'project' ? { target: value.id, ruled: rule !== null } : null;
  }
}
