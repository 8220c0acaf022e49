import type { Credentials } from './credentials';
import type { Knobs } from './knobs';
import type { Pages } from './pages';
import type { SandboxRequest } from './request';
import type { World } from './world';

export type Caller = { readonly accountId: string; readonly arn: string };

/** What an operation is answered with. */
export type Context = {
  readonly world: World;
  readonly knobs: Knobs;
  readonly request: SandboxRequest;
  readonly caller: Caller;
  readonly credentials: Credentials;
  readonly costPages: Pages;
  readonly organizationPages: Pages;
};

/** The account to which a member's credentials confine the reply; null for a payer or an account of its own. */
export function confinedTo({ world, knobs, caller }: Context): string | null {
  if (knobs.memberOnly !== null) return knobs.memberOnly;
  const management = world.organization?.managementAccountId;
  return management !== undefined && management !== caller.accountId ? caller.accountId : null;
}
