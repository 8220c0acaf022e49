import type { AccountPlan } from './account-plan';
import { CORPORATE_ACCOUNTS } from './corporate-accounts';
import { DEVELOPMENT_ACCOUNTS } from './development-accounts';
import { noise, seedOf } from './noise';
import { PRODUCTION_ACCOUNTS } from './production-accounts';

/** A plan with its account id. */
export type Account = AccountPlan & { readonly id: string };

/** Twelve digits made from a name; the first may be zero. */
function madeId(name: string): string {
  const seed = seedOf(`account ${name}`);
  return Array.from({ length: 12 }, (_, i) => Math.floor(noise(seed, i) * 10)).join('');
}

/** Every account that the company has or had. */
export const ACCOUNTS: readonly Account[] = [
  ...CORPORATE_ACCOUNTS,
  ...PRODUCTION_ACCOUNTS,
  ...DEVELOPMENT_ACCOUNTS,
].map((plan) => ({ ...plan, id: plan.id ?? madeId(plan.name) }));
