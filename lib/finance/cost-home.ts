import type { ChargeClass } from './charge-class';
import { chargeClassOf } from './charge-class';
import { type BookCell, type CostFact, classKey } from './cost-fact';
import { homeOfKey } from './home';
import type { Month } from './month';

/** A slice in one basis; `home` is `keyOfHome`, `account` null where the reader may not know it. */
export type HomeCell = {
  readonly month: Month;
  readonly account: string | null;
  readonly home: string;
  readonly chargeClass: ChargeClass;
  readonly units: bigint;
};

/** Usage by a face; what the face does not have is null. */
export type HomeFaceCell = {
  readonly month: Month;
  readonly account: string | null;
  readonly home: string | null;
  readonly environment: string | null;
  readonly service: string | null;
  readonly units: bigint;
};

export type HomeInput = {
  readonly slices: Iterable<HomeCell>;
  /** Null where projects alone are asked for: slices know them. */
  readonly face: Iterable<HomeFaceCell> | null;
  /** What the slices must add up to, by account. */
  readonly book: Iterable<BookCell>;
  /** True for a month that was derived. */
  readonly isDerived: (month: Month) => boolean;
  /** The class of a project; null when it has none. */
  readonly classOf: (project: string) => string | null;
};

/** The key of a home among projects: its id; `(untagged)` usage; `(unallocated)` for pools and charges of mixed accounts. */
export function projectKey(home: string): string {
  const read = homeOfKey(home);
  switch (read.kind) {
    case 'project':
      return read.id;
    case 'untagged':
      return '(untagged)';
    case 'rounding':
      return '(rounding)';
    case 'notFetched':
      return '(not fetched)';
    default:
      return '(unallocated)';
  }
}

/**
 * Charges by project, environment and service: direct cost, nothing that splits move. What is not usage has no environment
 * and no service, but the key of its class. What the slices lack of the book stands as `(not fetched)` in a month that was
 * not derived, else as `(unknown)`. Σ facts = Σ book of the accounts that the reader may know.
 */
export function homeFacts({ slices, face, book, isDerived, classOf }: HomeInput): CostFact[] {
  const facts: CostFact[] = [];
  const left = new Map<string, bigint>();
  const take = (month: Month, account: string | null, chargeClass: ChargeClass, units: bigint) => {
    if (account === null) return;
    const id = JSON.stringify([month, account, chargeClass]);
    left.set(id, (left.get(id) ?? 0n) + units);
  };
  const project = (home: string | null) => {
    if (home === null) return { project: null, projectClass: null };
    const key = projectKey(home);
    const own = homeOfKey(home).kind === 'project' ? (classOf(key) ?? '(unknown)') : key;
    return { project: key, projectClass: own };
  };
  for (const { month, account, recordType, units } of book) take(month, account, chargeClassOf(recordType), units);
  for (const { month, account, home, chargeClass, units } of slices) {
    if (chargeClass === 'usage' && face !== null) continue;
    take(month, account, chargeClass, -units);
    const key = face === null ? null : classKey(chargeClass);
    facts.push({ ...frame(month, account, chargeClass), ...project(home), environment: key, key, units });
  }
  for (const { month, account, home, environment, service, units } of face ?? []) {
    take(month, account, 'usage', -units);
    facts.push({ ...frame(month, account, 'usage'), ...project(home), environment, key: service, units });
  }
  for (const [id, units] of left) {
    if (units === 0n) continue;
    const [month, account, chargeClass] = JSON.parse(id) as [Month, string, ChargeClass];
    const key = isDerived(month) ? '(unknown)' : '(not fetched)';
    const told = chargeClass === 'usage' ? key : classKey(chargeClass);
    facts.push({
      ...frame(month, account, chargeClass),
      ...{ project: key, projectClass: key, environment: told, key: told, units },
    });
  }
  return facts;
}

const frame = (month: Month, account: string | null, chargeClass: ChargeClass) => ({
  ...{ month, day: null, account, chargeClass, recordType: null },
});
