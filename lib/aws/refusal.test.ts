import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { toAppError } from './refusal';

const sdkError = (name: string, message: string, status: number | null = 400): Error =>
  Object.assign(new Error(message), { name, $metadata: status === null ? {} : { httpStatusCode: status } });
const role = 'arn:aws:iam::111122223333:role/Books';
const target = { region: null, roleArn: role, externalId: null, endpoint: null };
const context = { action: 'ce:GetCostAndUsage' };

describe('a refusal', () => {
  it.each<[string, Error, string, RegExp, RegExp]>([
    ['throttling', sdkError('LimitExceededException', 'Rate exceeded'), 'aws-throttled', /ce:GetCostAndUsage/, /later/],
    ['status 429', sdkError('Whatever', 'slow', 429), 'aws-throttled', /slow/, /later/],
    [
      'a policy that lacks an action',
      sdkError('AccessDeniedException', 'User: arn:x is not authorized to perform: ce:GetTags on resource: y'),
      'aws-access-denied',
      /lack ce:GetTags/,
      /"Action":\["ce:GetTags"\]/,
    ],
    [
      'an explicit deny',
      sdkError(
        'AccessDeniedException',
        'User: u is not authorized to perform: ce:GetTags with an explicit deny in a service control policy',
      ),
      'aws-access-denied',
      /explicitly denied/,
      /Remove the deny/,
    ],
    [
      'a denial that names nothing',
      sdkError('AccessDeniedException', "You don't have permissions."),
      'aws-access-denied',
      /lack ce:GetCostAndUsage/,
      /ce:GetCostAndUsage/,
    ],
    [
      'Cost Explorer off',
      sdkError('AccessDeniedException', 'User not enabled for cost explorer access'),
      'aws-access-denied',
      /not enabled/,
      /launch it/,
    ],
    [
      'no data yet',
      sdkError('DataUnavailableException', 'Data is not available.'),
      'aws-not-ready',
      /no data yet/,
      /24 hours/,
    ],
    [
      'an unknown key',
      sdkError('UnrecognizedClientException', 'The security token is invalid.', 403),
      'aws-credentials',
      /does not know/,
      /AWS_PROFILE/,
    ],
    ['an expired token', sdkError('ExpiredTokenException', 'expired'), 'aws-credentials', /expired/, /sso login/],
    ['a clock', sdkError('RequestExpired', 'Request has expired.'), 'aws-credentials', /clock is off/, /NTP/],
    [
      'a signature',
      sdkError('SignatureDoesNotMatch', 'The signature does not match'),
      'aws-credentials',
      /signature/,
      /secret access key/,
    ],
    [
      'no credentials',
      sdkError('CredentialsProviderError', 'Could not load credentials from any providers', null),
      'aws-credentials',
      /No AWS credentials/,
      /Attach a role/,
    ],
    ['a 5xx', sdkError('InternalServerException', 'oops', 503), 'aws-unavailable', /HTTP 503/, /later/],
    ['HTML', sdkError('SyntaxError', 'Unexpected token <', 500), 'aws-unavailable', /HTTP 500/, /later/],
    ['a cut body', sdkError('SyntaxError', 'Unexpected end of JSON input', 200), 'aws-bad-reply', /cut short/, /proxy/],
    [
      'the name server',
      Object.assign(new Error('getaddrinfo ENOTFOUND ce.example'), { code: 'ENOTFOUND' }),
      'aws-unavailable',
      /ENOTFOUND/,
      /network/,
    ],
    [
      'a timeout',
      sdkError('TimeoutError', 'socket timed out', null),
      'aws-unavailable',
      /could not be reached/,
      /network/,
    ],
    [
      'history',
      sdkError('ValidationException', "You haven't enabled historical data beyond 14 months."),
      'aws-refused',
      /14 months/,
      /multi-year/,
    ],
    [
      'no organization',
      sdkError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.'),
      'aws-refused',
      /not a member/,
      /alone/,
    ],
  ])('for %s names the thing and the fix', (_name, error, code, message, fix) => {
    const refusal = toAppError(error, context);
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(message), fix: expect.stringMatching(fix) });
    expect(refusal.cause).toBe(error);
  });

  it('of an unmodelled kind quotes AWS', () => {
    expect(toAppError(sdkError('ValidationException', 'groupBy is wrong'), context)).toMatchObject({
      code: 'aws-refused',
      message: 'AWS refused ce:GetCostAndUsage with ValidationException: groupBy is wrong',
    });
  });

  it('that never reached AWS is internal, and keeps its cause', () => {
    const bug = new TypeError('x is undefined');
    expect(toAppError(bug, context)).toMatchObject({ code: 'internal', cause: bug });
    expect(toAppError('a string', context).code).toBe('internal');
  });

  it('of a role with a malformed ARN names the role', () => {
    const error = sdkError('ValidationError', 'arn:typo is invalid');
    expect(toAppError(error, { action: 'sts:AssumeRole', target })).toMatchObject({
      code: 'aws-credentials',
      message: expect.stringContaining(role),
    });
  });

  it('comes back as it is when it is ours already', () => {
    const ours = new AppError('cap-reached', 'enough');
    expect(toAppError(ours, context)).toBe(ours);
  });

  it('shows no key and no token', () => {
    const token = 'IQoJb3JpZ2luX2VjE'.repeat(20);
    const message = `Credential=AKIAIOSFODNN7EXAMPLE and ${token}\nx-amz-security-token:${token}`;
    const said = toAppError(sdkError('ValidationException', message), context).message;
    expect(said).not.toContain('IOSFODNN7EXAMPLE');
    expect(said).not.toContain(token);
    expect(said).not.toContain('x-amz-security-token');
    const signature = toAppError(sdkError('SignatureDoesNotMatch', message), context).message;
    expect(signature).not.toMatch(/AKIA|IQoJ/);
  });
});
