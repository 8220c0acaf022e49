import { pullIdentity } from '@/lib/aws/identity';
import { AppError } from '@/lib/errors';
import { sumCells } from '@/lib/store/costs';
import type { SyncContext } from './context';

const EVER = { from: '0000-01', to: '9999-12' };

/**
 * Holds that the credentials still see what the books are of: those of a member account see its own cost only, and
 * would put that in the place of the whole organization's. No billed request.
 * @throws AppError `aws-credentials` for another account than the payer, when the books have cost of others
 */
export async function assertSamePayer({ clients, connection, scope }: SyncContext): Promise<void> {
  const payer = connection.managementAccountId;
  if (payer === null) return;
  const { accountId, arn } = await pullIdentity(clients);
  if (accountId === payer) return;
  const query = { connectionId: connection.id, cube: 'recordType', months: EVER, groupBy: ['key1'] as const };
  const others = (await sumCells(scope, query)).filter(({ key1 }) => key1 !== accountId);
  if (others.length === 0) return;
  throw new AppError(
    'aws-credentials',
    `These credentials (${arn}) are of account ${accountId}, not of the payer ${payer}: they would show its own cost in the place of ${others.length} accounts'.`,
    { fix: `Use credentials, or a role, of the management account ${payer}. The books stay as they are.` },
  );
}
