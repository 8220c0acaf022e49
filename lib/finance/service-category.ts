import { SERVICE_NAMES } from './service-names';

/** The service categories of FOCUS 1.0. */
export const SERVICE_CATEGORIES = [
  'AI and Machine Learning',
  'Analytics',
  'Business Applications',
  'Compute',
  'Databases',
  'Developer Tools',
  'Identity',
  'Integration',
  'Internet of Things',
  'Management and Governance',
  'Media',
  'Migration',
  'Mobile',
  'Multicloud',
  'Networking',
  'Security',
  'Storage',
  'Web',
  'Other',
] as const;
export type ServiceCategory = (typeof SERVICE_CATEGORIES)[number];

/**
 * The letters and digits of a service's name without AWS's prefix, lower-cased; an abbreviation in parentheses is left
 * out: `Amazon EC2 Container Registry (ECR)` and `AmazonECR` become names of one table.
 */
export const normaliseService = (name: string): string =>
  name
    .replace(/\([^)]*\)/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^(amazon|aws)+/, '');

const CATEGORY_OF = new Map<string, ServiceCategory>();
for (const category of SERVICE_CATEGORIES) {
  if (category === 'Other') continue;
  for (const name of SERVICE_NAMES[category].split(/\s+/)) {
    if (!CATEGORY_OF.has(name)) CATEGORY_OF.set(name, category);
  }
}

/** The FOCUS category of a service as AWS spells it, or of a product code; `Other` when the table does not name it. */
export const serviceCategoryOf = (service: string): ServiceCategory =>
  CATEGORY_OF.get(normaliseService(service)) ?? 'Other';

/** False for a service that the table does not name: screens list those under `Other`. */
export const isKnownService = (service: string): boolean => CATEGORY_OF.has(normaliseService(service));
