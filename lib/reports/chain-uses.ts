import type { Viewer } from '@/lib/auth/viewer';
import { assignerOf } from '@/lib/finance/assignment';
import { chainCube } from '@/lib/finance/cube';
import { monthsIn } from '@/lib/finance/month';
import type { RuleDimension, Rules } from '@/lib/finance/rules';
import type { TagValueUse } from '@/lib/finance/tag-variant';
import { sumUnits } from '@/lib/store/costs';
import type { Books } from './books';

/** The values of a chain in the months of the books, with what each is taken for in the last of them. */
export async function chainUses(
  { scope }: Viewer,
  { connections, months, basis }: Books,
  rules: Rules,
  dimension: RuleDimension,
): Promise<TagValueUse[]> {
  const keys = rules.dimensions[dimension];
  const assigner = assignerOf(rules, monthsIn(months).at(-1) ?? months.from);
  const found = new Map<string, TagValueUse>();
  for (const { connection } of connections) {
    for (const [at, key] of keys.entries()) {
      const cube = chainCube(keys.slice(0, at + 1));
      const query = { connectionId: connection.id, cube, months, groupBy: ['key2'] } as const;
      for (const { key2, units } of await sumUnits(scope, query, basis)) {
        const raw = key2 ?? '';
        const read = raw === '' ? null : readValue(raw);
        if (read === null) continue;
        const id = JSON.stringify([key, raw]);
        found.set(id, { key, raw, ...read, units: (found.get(id)?.units ?? 0n) + units });
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
