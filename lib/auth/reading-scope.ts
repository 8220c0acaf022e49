import { AppError } from '@/lib/errors';

/** What a viewer may read: one account, an OU with everything below it, or a project. */
export type ReadingScope = { readonly kind: 'account' | 'ou' | 'project'; readonly id: string };

const SCOPE = /^(account|ou|project):(.{1,200})$/s;
const ACCOUNT = /^\d{1,20}$/;
const UNIT = /^(ou|r)-[0-9a-z-]{4,64}$/;

/** What is wrong with a scope as written; null when nothing is. */
export function scopeFault(text: string): string | null {
  const match = SCOPE.exec(text);
  const example = 'write account:111122223333, ou:ou-ab12-11111111 or project:checkout';
  if (!match) return `is no scope; ${example}`;
  const [, kind, id = ''] = match;
  if (kind === 'account' && !ACCOUNT.test(id)) return `names no account id; ${example}`;
  if (kind === 'ou' && !UNIT.test(id)) return `names no organizational unit; ${example}`;
  return null;
}

/**
 * Reads a scope as it was written on the command line and stored.
 * @throws AppError `invalid-input`
 */
export function parseScope(text: string): ReadingScope {
  const fault = scopeFault(text);
  const [, kind, id = ''] = SCOPE.exec(text) ?? [];
  if (fault === null && (kind === 'account' || kind === 'ou' || kind === 'project')) return { kind, id };
  throw new AppError('invalid-input', `scope ${JSON.stringify(text.slice(0, 80))} ${fault}`, {
    errors: [{ field: 'scope', message: fault ?? 'is no scope' }],
  });
}
