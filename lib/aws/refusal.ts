import { AppError } from '@/lib/errors';
import type { AwsTarget } from './clients';
import { failureKind, isNetworkError, networkCodeOf, readFailure } from './failure';

/** What was being done when AWS refused: the IAM action, and whose credentials were used. */
export type RefusalContext = { readonly action: string; readonly target?: AwsTarget | undefined };

const ACCESS_DENIED =
  /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized(Exception)?|AuthorizationError(Exception)?)$/;
const BAD_CREDENTIALS =
  /^(UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|AuthFailure|MissingAuthenticationToken(Exception)?|IncompleteSignature(Exception)?|NotAuthorizedClient)$/;
const BAD_SIGNATURE =
  /^(SignatureDoesNotMatch|InvalidSignatureException|RequestExpired|RequestInTheFuture|RequestTimeTooSkewed)$/;
const CLOCK = /signature (not yet current|expired)|request has expired|too skewed|clock/i;
const NO_CREDENTIALS = /^(CredentialsProviderError|TokenProviderError|ProviderError)$/;
const CE_OFF = /not enabled for cost explorer/i;
export const BEYOND_HISTORY = /historical data beyond (\d+) months/i;

/** Where the switch of Cost Explorer and of IAM's access to billing stand. */
export const COST_EXPLORER_FIX =
  'In the management account, open Billing and Cost Management → Cost Explorer and launch it (first data within 24 hours); and in Account settings turn on "IAM user and role access to Billing information".';

/** The statement to add to the policy of the role or user. */
export const allowFix = (action: string): string =>
  `Add to the policy of the role or user: {"Effect":"Allow","Action":["${action}"],"Resource":"*"}`;

/**
 * Turns any error of AWS, the SDK or the network into an `AppError` that names the permission or setting at fault and
 * the fix. Texts of AWS are quoted without keys or tokens. An `AppError` comes back as it is.
 */
export function toAppError(error: unknown, context: RefusalContext): AppError {
  if (error instanceof AppError) return error;
  const { name, message, status } = readFailure(error);
  const credentials = credentialRefusal(error, name, message, context);
  if (credentials) return credentials;
  if (ACCESS_DENIED.test(name)) return accessRefusal(error, message, context);
  const kind = failureKind(error);
  if (kind === 'throttled') {
    return refusal('aws-throttled', error, `AWS keeps throttling ${context.action}: ${quoted(message)}`, {
      fix: 'Another program may be using the same API. Sync again later: what was fetched is kept.',
    });
  }
  if (kind === 'truncated') {
    return refusal('aws-bad-reply', error, `AWS's reply to ${context.action} was cut short twice`, {
      fix: 'Look for a proxy between this machine and AWS that limits or rewrites replies, then sync again.',
    });
  }
  if (kind === 'transient') return unavailable(error, message, status, context);
  return modelledRefusal(error, name, message, status, context);
}

/** True when Cost Explorer was never switched on, or billing is closed to IAM: not a missing policy statement. */
export const isCostExplorerOff = (error: unknown): boolean => CE_OFF.test(causeOf(error).message);

/** AWS's own name of the error behind an `AppError`, or of the error itself. */
export const causeOf = (error: unknown): { readonly name: string; readonly message: string } =>
  readFailure(error instanceof AppError && error.cause !== undefined ? error.cause : error);

function credentialRefusal(error: unknown, name: string, message: string, context: RefusalContext): AppError | null {
  const role = context.target?.roleArn ?? null;
  // STS says AccessDenied where the JSON services say AccessDeniedException; asking who one is needs no permission.
  const assuming = /sts:AssumeRole/.test(message) || context.action.startsWith('sts:') || name === 'AccessDenied';
  if (role !== null && ((ACCESS_DENIED.test(name) && assuming) || name === 'ValidationError')) {
    return roleRefusal(error, role, context.target?.externalId ?? null, message);
  }
  if (/^ExpiredToken/.test(name)) {
    return refusal('aws-credentials', error, 'The AWS credentials have expired, and fresh ones were refused too', {
      fix: 'Renew them (for IAM Identity Center: aws sso login), then sync again.',
    });
  }
  if (BAD_SIGNATURE.test(name)) return signatureRefusal(error, name, message);
  if (BAD_CREDENTIALS.test(name)) {
    return refusal('aws-credentials', error, `AWS does not know these credentials (${name})`, {
      fix: 'Check AWS_PROFILE, AWS_ACCESS_KEY_ID or the attached role: the key was deleted, disabled or mistyped.',
    });
  }
  if (NO_CREDENTIALS.test(name)) {
    return refusal('aws-credentials', error, `No AWS credentials could be loaded: ${quoted(message)}`, {
      fix: 'Attach a role to this machine or container, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    });
  }
  return null;
}

/** STS gives one answer to a wrong role, a trust policy without us and a wrong external id: all are named. */
function roleRefusal(error: unknown, role: string, externalId: string | null, message: string): AppError {
  const caller = /User: (\S+) is not authorized/.exec(message)?.[1];
  const who = caller ? `${caller} may not assume` : 'These credentials may not assume';
  const external =
    externalId === null
      ? 'its trust policy demands an external id, and this connection has none'
      : `the external id of this connection (${externalId}) is not the one that its trust policy demands`;
  return refusal(
    'aws-credentials',
    error,
    `${who} the role ${role}: the role ARN is wrong, its trust policy does not name the caller, or ${external}`,
    {
      fix: `Check the role ARN; let the role's trust policy allow sts:AssumeRole to ${caller ?? 'the caller'} with the condition sts:ExternalId equal to the connection's external id; and allow the caller sts:AssumeRole on ${role}.`,
    },
  );
}

function signatureRefusal(error: unknown, name: string, message: string): AppError {
  if (CLOCK.test(message) || /^Request/.test(name)) {
    return refusal('aws-credentials', error, `AWS refused the request's time (${name}): this machine's clock is off`, {
      fix: 'Set the clock of this machine (NTP); AWS takes requests within five minutes of its own time.',
    });
  }
  return refusal('aws-credentials', error, `AWS refused the request's signature (${name})`, {
    fix: 'The secret access key does not belong to the access key id, or the clock of this machine is off: check both.',
  });
}

function accessRefusal(error: unknown, message: string, context: RefusalContext): AppError {
  if (CE_OFF.test(message)) {
    return refusal(
      'aws-access-denied',
      error,
      'Cost Explorer is not enabled for this account, or IAM access to billing is off',
      { fix: COST_EXPLORER_FIX },
    );
  }
  const action = /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? context.action;
  if (/explicit deny/i.test(message)) {
    return refusal('aws-access-denied', error, `${action} is explicitly denied: ${quoted(message)}`, {
      fix: `Remove the deny of ${action} from the service control policy, permissions boundary or policy that AWS names.`,
    });
  }
  return refusal('aws-access-denied', error, `The credentials lack ${action}: ${quoted(message)}`, {
    fix: `${allowFix(action)}.${payerHint(action)}`,
  });
}

const payerHint = (action: string): string =>
  action.startsWith('organizations:') || /Tag|Category/.test(action)
    ? ' If it is there already: only the management account (for Organizations, a delegated administrator too) may call it.'
    : '';

function unavailable(error: unknown, message: string, status: number | null, context: RefusalContext): AppError {
  const code = error instanceof Error ? (networkCodeOf(error) ?? error.name) : 'unknown';
  const [what, fix] = isNetworkError(error)
    ? [
        `AWS could not be reached for ${context.action} (${code}): ${quoted(message)}`,
        "Check this machine's network, proxy and AWS_ENDPOINT_URL.",
      ]
    : [`AWS failed at ${context.action} with HTTP ${status ?? '5xx'}`, 'Sync again later: what was fetched is kept.'];
  return refusal('aws-unavailable', error, what, { fix });
}

function modelledRefusal(
  error: unknown,
  name: string,
  message: string,
  status: number | null,
  context: RefusalContext,
): AppError {
  if (name === 'DataUnavailableException') {
    return refusal('aws-not-ready', error, 'Cost Explorer has no data yet', {
      fix: 'Data comes within 24 hours of enabling Cost Explorer. Nothing that was stored is touched; sync again later.',
    });
  }
  if (name === 'AWSOrganizationsNotInUseException') {
    return refusal('aws-refused', error, 'This account is not a member of an organization', {
      fix: "Use credentials of the organization's management account, or connect this account alone.",
    });
  }
  if (/^(OptInRequired|SubscriptionRequiredException|UnsupportedAPIEndpointException)$/.test(name)) {
    return refusal('aws-access-denied', error, `This account or region does not offer ${context.action} (${name})`, {
      fix: "Use the management account's credentials and a region of its partition.",
    });
  }
  const months = BEYOND_HISTORY.exec(message)?.[1];
  if (months) {
    return refusal('aws-refused', error, `AWS keeps ${months} months of history for this account`, {
      fix: 'Ask for fewer months, or turn on multi-year data in Cost Management preferences (up to 48 hours).',
    });
  }
  if (status === null) {
    return refusal('internal', error, `${context.action} could not be asked: ${name}: ${quoted(message)}`, {});
  }
  return refusal('aws-refused', error, `AWS refused ${context.action} with ${name}: ${quoted(message)}`, {});
}

function refusal(
  code: ConstructorParameters<typeof AppError>[0],
  cause: unknown,
  message: string,
  options: { fix?: string },
): AppError {
  return new AppError(code, message, { cause, ...options });
}

/** One line of AWS's text, without key ids and without anything long enough to be a token. */
function quoted(message: string): string {
  const line = message.split('\n')[0] ?? '';
  return line
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, '$1…')
    .replace(/[A-Za-z0-9+/=_-]{80,}/g, '…')
    .slice(0, 300);
}
