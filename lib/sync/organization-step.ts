import { pullOrganization } from '@/lib/aws/organization-walk';
import type { OrganizationSnapshot } from '@/lib/finance/organization';
import { updateConnection } from '@/lib/store/connections';
import { listAccountsSeen, saveOrganization } from '@/lib/store/organization';
import { type SyncStep, updateStep } from '@/lib/store/runs';
import type { SyncContext } from './context';
import { WEEK_AGE } from './due';

/** Account tags cost one Organizations call an account: so many are read in one sync, those unread longest first. */
const TAG_READS = 500;

/** Walks the organization whole and records what changed. A payer without one leaves no tree: its costs name the accounts. */
export async function runOrganizationStep(context: SyncContext, step: SyncStep): Promise<void> {
  const accounts = await accountsToTag(context);
  const snapshot = await pullOrganization(context.clients, { tags: accounts ?? 'all' });
  if (snapshot === null) {
    context.notify({
      code: 'no-organization',
      message: 'These credentials are not in an AWS organization: the books show this account alone, without a tree.',
    });
    return context.lease.write((tx) => updateStep(tx, step.id, { status: 'done' }));
  }
  await recordOrganization(context, snapshot);
  await context.lease.write((tx) => updateStep(tx, step.id, { status: 'done', rows: snapshot.accounts.length }));
}

/** Stores a snapshot as of the sync's clock and tells the connection its organization. */
export async function recordOrganization(
  context: Pick<SyncContext, 'db' | 'connection' | 'clock' | 'lease' | 'notify'>,
  snapshot: OrganizationSnapshot,
): Promise<void> {
  const { db, connection } = context;
  const observedAt = context.clock().toISOString();
  await context.lease.write((tx) => saveOrganization(tx, connection.id, snapshot, observedAt));
  await updateConnection(db, connection.id, {
    organizationId: snapshot.id,
    managementAccountId: snapshot.managementAccountId,
  });
  const unplaced = snapshot.accounts.filter((account) => account.parentId === null);
  if (unplaced.length > 0) {
    context.notify({
      code: 'unplaced-accounts',
      message: `${unplaced.length} accounts moved while the organization was read; their place is taken at the next sync.`,
    });
  }
}

/** The accounts whose tags are due: never read, or a week ago. Null at the first walk of a small organization: all of them. */
async function accountsToTag(context: SyncContext): Promise<string[] | null> {
  const seen = await listAccountsSeen(context.scope, context.connection.id);
  const inside = seen.filter((account) => account.inOrganization);
  if (inside.length === 0) return null;
  const now = context.clock().getTime();
  return inside
    .filter((account) => account.tagsSeenAt === null || now - Date.parse(account.tagsSeenAt) >= WEEK_AGE)
    .sort((a, b) => (a.tagsSeenAt ?? '').localeCompare(b.tagsSeenAt ?? '') || (a.accountId < b.accountId ? -1 : 1))
    .slice(0, TAG_READS)
    .map((account) => account.accountId);
}
