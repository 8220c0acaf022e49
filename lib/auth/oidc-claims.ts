import { scopeFault } from './reading-scope';
import { isRole, ROLES, type Role } from './roles';

/** What a provider's claims say that somebody may do. */
export type ClaimedRole = { readonly role: Role; readonly scopes: readonly string[] };

/** Values of a provider's groups by what they mean here: `{ "Ledger admins": ["subledger:admin"] }`. */
export type ClaimMeanings = Readonly<Record<string, readonly string[]>>;

const CLAIMS = ['roles', 'groups', 'role', 'group'] as const;
const PREFIX = 'subledger:';

/**
 * The role and scopes in the claims `roles` and `groups` (also `realm_access.roles`, Keycloak's). A value counts when it is
 * `subledger:<role>` or, for a viewer, a scope such as `account:111122223333`; other values as `meanings` has them. Of
 * several roles the widest holds; a role beyond viewer is of everything. Null when no value is a role: scopes alone are none.
 */
export function claimedRole(
  claims: Readonly<Record<string, unknown>>,
  meanings: ClaimMeanings = {},
): ClaimedRole | null {
  const values = valuesIn(claims).flatMap((value) =>
    Object.hasOwn(meanings, value) ? (meanings[value] ?? []) : [value],
  );
  const named = values
    .flatMap((value) => (value.startsWith(PREFIX) ? [value.slice(PREFIX.length)] : []))
    .filter(isRole);
  const role = ROLES.find((each) => named.includes(each));
  if (role === undefined) return null;
  const scopes = values.filter((value) => scopeFault(value) === null);
  return { role, scopes: role === 'viewer' ? [...new Set(scopes)].sort() : [] };
}

function valuesIn(claims: Readonly<Record<string, unknown>>): string[] {
  const realm = claims.realm_access;
  const nested = typeof realm === 'object' && realm !== null && 'roles' in realm ? realm.roles : [];
  return [...CLAIMS.map((name) => claims[name]), nested].flatMap(textsOf);
}

/** A claim may be a text, texts parted by spaces or commas as some providers write them, or a list of texts. */
function textsOf(claim: unknown): string[] {
  if (typeof claim === 'string') return [claim, ...claim.split(/[\s,]+/)].filter((text) => text !== '');
  return Array.isArray(claim) ? claim.filter((each) => typeof each === 'string') : [];
}
