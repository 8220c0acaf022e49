import { scopeFault } from '@/lib/auth/reading-scope';
import type { Role } from '@/lib/auth/roles';
import type { Environment } from '@/lib/env';
import { type ApiToken, createToken, listTokens, revokeToken } from '@/lib/store/tokens';
import { nameFault } from '@/lib/sync/connect-input';
import { withMainBooks } from './books';
import { EXIT, type Output, tableText, UsageError } from './output';

export type TokenOptions = {
  readonly name: string;
  readonly role: Role;
  readonly scope: readonly string[];
  readonly expiresInDays?: string;
};

const MOST_DAYS = 3_650;

/** `token create`: an API token, shown this once. */
export async function createTokenCommand(
  environment: Environment,
  output: Output,
  options: TokenOptions,
): Promise<number> {
  const fault = nameFault(options.name);
  if (fault !== null) throw new UsageError(`--name ${fault}`);
  const scopes = scopesOf(options);
  const expiresAt = endOf(options.expiresInDays, new Date());
  if (options.role === 'viewer' && scopes.length === 0) output.say('A viewer without a --scope sees nothing.');
  return withMainBooks(environment, output, async ({ db }) => {
    const { id, name, token } = await createToken(db, {
      name: options.name,
      role: options.role,
      scopes,
      expiresAt,
    });
    if (expiresAt !== null) output.say(`It ends at ${expiresAt}.`);
    output.say('Keep the token now: it is not stored and not shown again.');
    output.answer({ id, name, token }, () => token);
    return EXIT.done;
  });
}

/** When a token of so many days ends; null for one that does not. */
function endOf(days: string | undefined, now: Date): string | null {
  if (days === undefined) return null;
  if (/^[1-9]\d{0,3}$/.test(days) && Number(days) <= MOST_DAYS) {
    return new Date(now.getTime() + Number(days) * 86_400_000).toISOString();
  }
  throw new UsageError(`--expires-in-days ${days} is not a whole number from 1 to ${MOST_DAYS}.`);
}

/** The scopes of options, each once. @throws UsageError for one that is none, or beside a role that sees everything */
export function scopesOf({ role, scope }: { readonly role: Role; readonly scope: readonly string[] }): string[] {
  if (scope.length > 0 && role !== 'viewer') {
    throw new UsageError(`--scope goes with --role viewer only: ${role} sees everything.`);
  }
  const faults = scope.flatMap((text) => scopeFault(text) ?? []);
  if (faults.length > 0) throw new UsageError(faults.map((fault) => `--scope ${fault}`).join('\n'));
  return [...new Set(scope)];
}

/** `token list`: every token, never its secret. */
export async function listTokensCommand(environment: Environment, output: Output): Promise<number> {
  return withMainBooks(environment, output, async ({ db }) => {
    const tokens = await listTokens(db);
    const rows = tokens.map(({ id, name, role, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }) => ({
      id,
      name,
      role,
      scopes,
      createdAt,
      expiresAt,
      lastUsedAt,
      revokedAt,
    }));
    output.answer({ rows }, () =>
      rows.length === 0
        ? 'No tokens yet.'
        : tableText(
            ['name', 'role', 'scopes', 'created', 'last used', 'state', 'id'],
            rows.map((row) => [
              row.name,
              row.role,
              row.scopes.join(' ') || '–',
              row.createdAt.slice(0, 10),
              row.lastUsedAt?.slice(0, 10) ?? 'never',
              stateOf(row, new Date()),
              row.id,
            ]),
          ),
    );
    return EXIT.done;
  });
}

function stateOf({ revokedAt, expiresAt }: Pick<ApiToken, 'revokedAt' | 'expiresAt'>, now: Date): string {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'valid';
  return expiresAt <= now.toISOString() ? 'expired' : `until ${expiresAt.slice(0, 10)}`;
}

/** `token revoke`: from now on the API refuses it. */
export async function revokeTokenCommand(environment: Environment, output: Output, idOrName: string): Promise<number> {
  return withMainBooks(environment, output, async ({ db }) => {
    await revokeToken(db, idOrName);
    output.answer({ revoked: idOrName }, () => `${idOrName} is revoked.`);
    return EXIT.done;
  });
}
