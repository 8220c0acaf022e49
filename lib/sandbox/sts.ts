import { z } from 'zod';
import type { Context } from './context';
import { Refusal } from './request';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

const ASSUME_ROLE = z.object({
  RoleArn: z.string().min(20),
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
  ExternalId: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/)
    .optional(),
  DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(3600),
});

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const tags = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`)
    .join('');

const reply = (operation: string, result: string, requestId: string): string =>
  `<${operation}Response xmlns="${NAMESPACE}"><${operation}Result>${result}</${operation}Result>` +
  `<ResponseMetadata>${tags({ RequestId: requestId })}</ResponseMetadata></${operation}Response>`;

/** The body of a refusal in the query protocol. */
export const writeStsError = ({ code, message }: Refusal, requestId: string): string =>
  `<ErrorResponse xmlns="${NAMESPACE}"><Error>${tags({ Type: 'Sender', Code: code, Message: message })}</Error>` +
  `${tags({ RequestId: requestId })}</ErrorResponse>`;

/** Answers GetCallerIdentity and AssumeRole, in XML. @throws Refusal */
export function answerSts(context: Context, requestId: string): string {
  const { operation } = context.request;
  if (operation === 'GetCallerIdentity') {
    const { accountId, arn } = context.caller;
    return reply(operation, tags({ Arn: arn, UserId: userId(arn), Account: accountId }), requestId);
  }
  if (operation === 'AssumeRole') return reply(operation, assumeRole(context), requestId);
  throw new Refusal('InvalidAction', `Could not find operation ${operation} for version 2011-06-15`);
}

const userId = (arn: string): string =>
  `AROA${Buffer.from(arn).toString('hex').slice(-17).toUpperCase().padStart(17, '0')}`;

function assumeRole({ world, knobs, request, caller, credentials }: Context): string {
  const asked = ASSUME_ROLE.parse(request.body);
  const role = Object.hasOwn(world.roles, asked.RoleArn) ? world.roles[asked.RoleArn] : undefined;
  if (!role || (role.externalId !== null && role.externalId !== asked.ExternalId)) {
    throw new Refusal(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${asked.RoleArn}`,
      403,
    );
  }
  const accountId = asked.RoleArn.split(':')[4] ?? '';
  const roleName = asked.RoleArn.split('/').at(-1) ?? '';
  const arn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${asked.RoleSessionName}`;
  const issued = credentials.issue({ accountId, arn }, knobs.credentialLifetimeSeconds ?? asked.DurationSeconds);
  const user = tags({ AssumedRoleId: `${userId(arn)}:${asked.RoleSessionName}`, Arn: arn });
  const keys = tags({
    AccessKeyId: issued.accessKeyId,
    SecretAccessKey: issued.secretAccessKey,
    SessionToken: issued.sessionToken,
    Expiration: issued.expiresAt.toISOString(),
  });
  return `<AssumedRoleUser>${user}</AssumedRoleUser><Credentials>${keys}</Credentials>`;
}
