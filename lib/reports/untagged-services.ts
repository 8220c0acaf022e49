import type { Viewer } from '@/lib/auth/viewer';
import { listFaceUnits } from '@/lib/store/derived-reads';
import type { Books } from './books';
import type { Part } from './project-shapes';

/** Untagged usage by service, as far as it is known of mixed accounts; units of 10⁻⁹, the costliest first. */
export async function untaggedServices({ scope }: Viewer, { connections, months, basis }: Books): Promise<Part[]> {
  const found = new Map<string, bigint>();
  for (const { connection } of connections) {
    const query = { connectionId: connection.id, months, face: 'home.service' } as const;
    for (const { home, service, units } of await listFaceUnits(scope, query, basis)) {
      if (home !== 'untagged') continue;
      const key = service ?? '(unknown)';
      found.set(key, (found.get(key) ?? 0n) + units);
    }
  }
  return [...found]
    .map(([key, units]) => ({ key, units }))
    .filter(({ units }) => units !== 0n)
    .sort((a, b) => (a.units === b.units ? 0 : a.units > b.units ? -1 : 1));
}
