import { scopeFault } from '@/lib/auth/reading-scope';
import type { Role } from '@/lib/auth/roles';
import type { Environment } from '@/lib/env';
import { createToken, listTokens, revokeToken } from '@/lib/store/tokens';
import { nameFault } from '@/lib/sync/connect-input';
import { withMainBooks } from './books';
import { EXIT, type Output, tableText, UsageError } from './output';

export type TokenOptions = { readonly name: string; readonly role: Role; readonly scope: readonly string[] };

/** `token create`: an API token, shown this once. */
export async function createTokenCommand(
  environment: Environment,
  output: Output,
  options: TokenOptions,
): Promise<number> {
  const fault = nameFault(options.name);
  if (fault !== null) throw new UsageError(`--name ${fault}`);
  const scopes = scopesOf(options);
  if (options.role === 'viewer' && scopes.length === 0) output.say('A viewer without a --scope sees nothing.');
  return withMainBooks(environment, output, async ({ db }) => {
    const { id, name, token } = await createToken(db, {
      name: options.name,
      role: options.role,
      scopes,
      expiresAt: null,
    });
    output.say('Keep the token now: it is not stored and not shown again.');
    output.answer({ id, name, token }, () => token);
    return EXIT.done;
  });
}

function scopesOf({ role, scope }: TokenOptions): string[] {
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
              row.revokedAt === null ? 'valid' : 'revoked',
              row.id,
            ]),
          ),
    );
    return EXIT.done;
  });
}

/** `token revoke`: from now on the API refuses it. */
export async function revokeTokenCommand(environment: Environment, output: Output, idOrName: string): Promise<number> {
  return withMainBooks(environment, output, async ({ db }) => {
    await revokeToken(db, idOrName);
    output.answer({ revoked: idOrName }, () => `${idOrName} is revoked.`);
    return EXIT.done;
  });
}
