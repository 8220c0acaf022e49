import { describe, expect, it } from 'vitest';
import { IAM_ACTIONS, leastPrivilegePolicy, trustPolicy } from './policy';

describe('the policy', () => {
  it('allows the reads and nothing else', () => {
    const granted = leastPrivilegePolicy().Statement.flatMap(({ Action }) => Action);
    expect(new Set(granted)).toEqual(new Set(IAM_ACTIONS));
    expect(granted.every((action) => /^(ce|organizations):(Get|List|Describe)/.test(action))).toBe(true);
  });
});

describe('the trust policy', () => {
  it('demands the external id', () => {
    const { Statement } = trustPolicy({ principalArn: 'arn:aws:iam::1:role/Books', externalId: 'x-1' });
    expect(Statement[0]).toEqual({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::1:role/Books' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'x-1' } },
    });
  });

  it('has no condition without one', () => {
    expect(trustPolicy({ principalArn: 'p', externalId: null }).Statement[0]).not.toHaveProperty('Condition');
  });
});
