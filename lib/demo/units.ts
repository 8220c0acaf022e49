import type { OrganizationalUnit } from '@/lib/finance/organization';

export const ORGANIZATION_ID = 'o-northwind01';
export const ROOT = { id: 'r-nw01', name: 'Root' };

const PATHS = [
  'Security',
  'Infrastructure',
  'Infrastructure/Network',
  'Infrastructure/Platform',
  'Workloads',
  'Workloads/Production',
  'Workloads/Production/Commerce',
  'Workloads/Production/Data',
  'Workloads/Production/Data/Regulated',
  'Workloads/Development',
  'Workloads/Development/Commerce',
  'Sandbox',
  'Policy Staging',
  'Suspended',
] as const;

export type UnitPath = '' | (typeof PATHS)[number];

/** The id of a unit, or of the root for `''`. */
export function unitIdOf(path: string): string {
  const at = (PATHS as readonly string[]).indexOf(path);
  return at < 0 ? ROOT.id : `ou-nw01-${(0x1f3c5a97 + at * 0x01020304).toString(16)}`;
}

const environmentOf = (path: string): Record<string, string> => {
  if (path.startsWith('Workloads/Production')) return { environment: 'prod' };
  return path.startsWith('Workloads/Development') ? { environment: 'dev' } : {};
};

export const UNITS: readonly OrganizationalUnit[] = PATHS.map((path) => ({
  id: unitIdOf(path),
  parentId: unitIdOf(path.slice(0, Math.max(0, path.lastIndexOf('/')))),
  name: path.slice(path.lastIndexOf('/') + 1),
  tags: environmentOf(path),
}));
