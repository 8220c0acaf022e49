import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { type Actor, MACHINE, recordAudit } from './audit';
import { transaction, type Writer } from './database';
import { getSetting, saveSetting } from './settings';

const KEY = 'console-access';

/** IAM's characters of a role with its path, and of a permission set. */
const roleName = z.string().regex(/^[\w+=,.@/-]{1,576}$/);
const permissionSet = z.string().regex(/^[\w+=,.@-]{1,32}$/);

const access = z.object({
  /** The role to switch to in an account that was made here; null: none is offered but by `roles`. */
  roleName: roleName.nullable().default('OrganizationAccountAccessRole'),
  /** By OU: the one nearest above an account counts, for invited accounts too. */
  roles: z
    .array(z.object({ ou: z.string().regex(/^(ou|r)-[0-9a-z-]{4,64}$/), roleName }))
    .max(500)
    .default([]),
  /** The address of the Identity Center portal; null where there is none. */
  portal: z.string().max(300).nullable().default(null),
  /** Null: the portal asks. */
  permissionSet: permissionSet.nullable().default(null),
});
export type ConsoleAccess = Readonly<z.output<typeof access>>;

/** How people get from here into accounts. No credential is in it. What was never set is what AWS makes by itself. */
export async function getConsoleAccess(db: Writer): Promise<ConsoleAccess> {
  const parsed = access.safeParse((await getSetting(db, KEY)) ?? {});
  if (parsed.success) return parsed.data;
  throw new AppError('store-corrupt', 'The console settings hold something that this program did not write.', {
    cause: parsed.error,
    fix: 'Restore a copy of the store, or save the settings again.',
  });
}

/** Saves it, with the record of it; `at`: the instant, ISO, UTC. @throws AppError `invalid-input` for names that AWS has not */
export async function saveConsoleAccess(
  db: Writer,
  given: ConsoleAccess,
  by: Actor = MACHINE,
  at = new Date().toISOString(),
): Promise<void> {
  const after = access.safeParse(given);
  if (!after.success) {
    const [issue] = after.error.issues;
    throw new AppError('invalid-input', `${issue?.path.join('.') ?? ''} is not as AWS writes it.`, {
      fix: 'A role is such as OrganizationAccountAccessRole, a permission set such as ReadOnlyAccess, an OU ou-ab12-11111111.',
    });
  }
  await transaction(db, async (tx) => {
    const before = access.safeParse((await getSetting(tx, KEY)) ?? {});
    await saveSetting(tx, KEY, after.data);
    await recordAudit(tx, {
      ...{ ...by, at, action: 'access.change', subject: 'the way into the accounts' },
      ...{ before: before.success ? before.data : null, after: after.data },
    });
  });
}
