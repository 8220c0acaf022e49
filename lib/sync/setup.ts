import { randomBytes } from 'node:crypto';
import { leastPrivilegePolicy, trustPolicy } from '@/lib/aws/policy';

/** Stands where the principal is not known yet. */
export const UNKNOWN_PRINCIPAL = 'arn:aws:iam::ACCOUNT-OF-THIS-MACHINE:root';

/** The texts of a guided set-up: what the role may do, and who may assume it. JSON, ready to paste. */
export const setupTexts = (externalId: string, principal: string | null): { policy: string; trust: string } => ({
  policy: JSON.stringify(leastPrivilegePolicy(), null, 2),
  trust: JSON.stringify(trustPolicy({ principalArn: principal ?? UNKNOWN_PRINCIPAL, externalId }), null, 2),
});

/** A new external id: 128 random bits, which nobody guesses and nobody else uses. */
export const newExternalId = (): string => `subledger-${randomBytes(16).toString('hex')}`;
