import { PROJECTS } from './inputs';
import { unitIdOf } from './units';

const NAMED =
  'checkout|payments|storefront|loyalty|mobile|partner-portal|search|recommendations|fraud-models|data-lake';

/** What is spelt in other ways on resources, and how the company's finance team reads it. */
const SPELLINGS = {
  project: [
    ['checkout', ['Checkout', 'check-out']],
    ['data-platform', ['Data-platform', 'data_platform']],
  ],
  environment: [
    ['prod', ['Production', 'PROD']],
    ['test', ['Test']],
    ['dev', ['Development']],
  ],
} as const;

/**
 * The demo company's rules file (`contract.md`, Files): accounts that belong to one project by their name or tag, network,
 * security and sandboxes as shared pools, the rest by its tags. A few spellings are left for the tag doctor to find.
 */
export const demoRules = () => ({
  dimensions: { project: ['app', 'App'], environment: ['env', 'Environment'] },
  projects: PROJECTS,
  assignments: [
    { when: { accountName: `^(?<project>${NAMED})-(?<environment>prod|test|dev)$` }, then: {} },
    { when: { accountName: '^data-lake$' }, then: { project: 'data-lake', environment: 'prod' } },
    { when: { accountName: '^mobile-perf$' }, then: { project: 'mobile', environment: 'test' } },
    { when: { accountTag: { key: 'app', value: 'platform' } }, then: { project: 'platform', environment: 'prod' } },
    { when: { accountTag: { key: 'app', value: 'research' } }, then: { project: 'research', environment: 'dev' } },
    { when: { ou: unitIdOf('Infrastructure/Network') }, then: { pool: 'network', environment: 'prod' } },
    { when: { ou: unitIdOf('Security') }, then: { pool: 'security', environment: 'prod' } },
    { when: { ou: unitIdOf('Sandbox') }, then: { pool: 'sandboxes', environment: 'dev' } },
    ...SPELLINGS.project.map(([project, tagValues]) => ({ when: { tagValues }, then: { project } })),
    ...SPELLINGS.environment.map(([environment, tagValues]) => ({ when: { tagValues }, then: { environment } })),
  ],
  pools: [
    { id: 'network', source: { pool: 'network' }, method: 'proportional', weight: 'usage', targets: 'all' },
    { id: 'security', source: { pool: 'security' }, method: 'even', targets: 'all' },
    {
      id: 'sandboxes',
      source: { pool: 'sandboxes' },
      method: 'fixed',
      weights: { checkout: 30, search: 25, mobile: 20, 'data-lake': 25 },
    },
    { id: 'support', source: { chargeClass: 'support' }, method: 'proportional', weight: 'usage', targets: 'all' },
    {
      id: 'charges',
      source: { charges: 'all' },
      method: 'proportional',
      weight: 'usage',
      targets: 'sameAccount',
      otherwise: 'all',
    },
    { id: 'untagged', source: { untagged: 'all' }, method: 'keep' },
  ],
});
