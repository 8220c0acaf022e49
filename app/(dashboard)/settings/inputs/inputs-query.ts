import { z } from 'zod';
import type { SearchParams } from '@/lib/reports/query';

/** The kinds of input as the address names them. */
export const INPUT_TABS = [
  { value: 'revenue', kind: 'revenue', label: 'Revenue' },
  { value: 'budgets', kind: 'budget', label: 'Budgets' },
  { value: 'drivers', kind: 'driver', label: 'Drivers' },
  { value: 'costs', kind: 'cost', label: 'Outside costs' },
] as const;
export type InputTab = (typeof INPUT_TABS)[number];

const tabName = z.enum(['revenue', 'budgets', 'drivers', 'costs']).default('revenue');

/** The kind of input that an address names; null for one that there is not. */
export function inputTab(params: SearchParams): InputTab | null {
  const parsed = tabName.safeParse(params.kind);
  return parsed.success ? (INPUT_TABS.find(({ value }) => value === parsed.data) ?? null) : null;
}
