import type { AccountPlan } from './account-plan';

const corporate = {
  project: '',
  environment: 'prod',
  team: 'platform',
  growth: 0.01,
  weekend: 0.97,
  businessUnit: 'Corporate',
} as const;
const security = {
  ...corporate,
  unit: 'Security',
  team: 'security',
  profile: 'security',
  tagging: 'none',
  growth: 0.008,
} as const;
const network = { ...corporate, unit: 'Infrastructure/Network', profile: 'network', tagging: 'poor' } as const;
const platform = { ...corporate, unit: 'Infrastructure/Platform', tagging: 'clean', project: 'platform' } as const;

export const PAYER_ID = '100200300400';
export const DATABASES_ID = '560128837741';
export const DATA_LAKE_ID = '733910025548';
export const CHECKOUT_ID = '482017336650';

/** What everything shares, the payer, and the accounts that are on their way out or already gone. */
export const CORPORATE_ACCOUNTS: readonly AccountPlan[] = [
  {
    ...corporate,
    name: 'northwind-payer',
    id: PAYER_ID,
    unit: '',
    profile: 'small',
    tagging: 'poor',
    monthly: 1180,
    invited: true,
  },
  { ...corporate, name: 'break-glass', unit: '', profile: 'trace', tagging: 'none', monthly: 31, growth: 0 },
  { ...security, name: 'log-archive', monthly: 2000 },
  { ...security, name: 'security-audit', monthly: 2150 },
  { ...security, name: 'security-tooling', monthly: 1300 },
  { ...network, name: 'network-hub', monthly: 7100 },
  { ...network, name: 'network-egress', monthly: 3900, growth: 0.02 },
  { ...network, name: 'dns', monthly: 165 },
  { ...network, name: 'direct-connect', profile: 'line', tagging: 'none', monthly: 1900, growth: 0, weekend: 1 },
  { ...platform, name: 'shared-services', profile: 'web', tagging: 'legacy', monthly: 1750 },
  { ...platform, name: 'ci-runners', profile: 'clusters', monthly: 2350, weekend: 0.3 },
  { ...platform, name: 'observability', profile: 'search', monthly: 1050 },
  { ...platform, name: 'artifact-registry', profile: 'storage', monthly: 380 },
  { ...platform, name: 'identity', profile: 'small', monthly: 350 },
  { ...platform, name: 'email-sending', project: '', profile: 'email', tagging: 'databases', monthly: 590 },
  { ...platform, name: 'backup-vault', profile: 'storage', tagging: 'poor', monthly: 1180, growth: 0.03, weekend: 1 },
  {
    ...corporate,
    name: 'legacy-batch',
    unit: 'Suspended',
    profile: 'small',
    tagging: 'none',
    monthly: 1040,
    growth: -0.02,
    movedFrom: { unit: 'Workloads/Production', on: [-2, 8] },
    stateSince: { state: 'SUSPENDED', on: [-2, 8] },
  },
  {
    ...corporate,
    name: 'acme-legacy',
    id: '611873002945',
    unit: 'Suspended',
    team: 'acme',
    profile: 'small',
    tagging: 'poor',
    monthly: 1550,
    growth: -0.06,
    joined: [-5, 7],
    invited: true,
    movedFrom: { unit: 'Workloads/Production', on: [-4, 18] },
    stateSince: { state: 'CLOSED', on: [-4, 18] },
    left: [-1, 16],
  },
  {
    ...corporate,
    name: 'pilot-eu',
    unit: 'Workloads/Development',
    environment: 'dev',
    profile: 'clusters',
    tagging: 'clean',
    project: 'pilot',
    monthly: 1900,
    growth: 0,
    left: [-7, 23],
  },
];
