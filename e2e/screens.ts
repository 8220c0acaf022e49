import { accountNamed } from './demo-figures';

/** Every screen there is, by its address. A screen enters this list when it lands. */
export const SCREENS = [
  '/overview',
  '/accounts',
  '/accounts?view=icicle',
  `/accounts/${accountNamed('checkout-prod').id}`,
  '/projects',
  '/projects/checkout',
  '/projects/tags',
  '/shared',
  '/review',
  '/settings/sync',
  '/settings/rules',
  '/settings/tags',
  '/settings/inputs',
  '/settings/inputs?kind=budgets',
  '/settings/inputs?kind=costs',
  '/settings/months',
  '/settings/company',
  '/settings/connections',
  '/settings/audit',
  '/settings/access',
  '/settings/connect',
  '/settings/people',
  '/settings/account',
  '/sign-in',
] as const;
