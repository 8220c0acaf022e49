import { FACE_KEYS } from '../account-axis';
import type { ChargeClass } from '../charge-class';
import type { Month } from '../month';
import { serviceCategoryOf } from '../service-category';
import type { StatementQuery } from './query';

/** The class of what has none: projects without a class, and what has no project. */
export const NO_CLASS = '(none)';

export const CLASS_PARTS = ['direct', 'shared', 'residual', 'outside', 'adjustments'] as const;
export type ClassPart = (typeof CLASS_PARTS)[number];

/**
 * The rows that facts are posted to, besides the charge classes, `residual`, `unallocated`, `budget`, and `used` and `covered` for the
 * coverage. The name comes last: it may hold any character.
 */
export const rowKeys = {
  revenue: (source: string) => `revenue:${source}`,
  shared: (pool: string) => `shared:${pool}`,
  outside: (vendor: string) => `outside:${vendor}`,
  adjustments: (restated: Month) => `adjustments:${restated}`,
  driver: (driver: string) => `driver:${driver}`,
  classPart: (part: ClassPart, name: string) => `class-${part}:${name}`,
};

const OF_USAGE: readonly string[] = [FACE_KEYS.notFetched, FACE_KEYS.rounding, FACE_KEYS.unknown];

/** The row of what usage was for: `usage:<category>:<service>`, or `usage:(…)` where that is not known. */
export function usageRow(service: string | null): string {
  const key = service ?? FACE_KEYS.notFetched;
  return OF_USAGE.includes(key) ? `usage:${key}` : `usage:${serviceCategoryOf(key)}:${key}`;
}

/** True where a charge stands beside cost and margin, not in them: tax, when the company says so. */
export const isMemo = (chargeClass: ChargeClass | null, { tax }: StatementQuery): boolean =>
  chargeClass === 'tax' && tax === 'memo';
