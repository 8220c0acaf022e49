import { describe, expect, it } from 'vitest';
import { regionOf } from './clients';

const target = { region: null, roleArn: null, externalId: null, endpoint: null };
const role = (partition: string) => ({ ...target, roleArn: `arn:${partition}:iam::111122223333:role/R` });

describe('the region', () => {
  it.each([
    ['of the connection first', { ...target, region: 'eu-west-1' }, 'us-west-2', 'eu-west-1'],
    ['of the environment next', target, 'us-west-2', 'us-west-2'],
    ['of the environment before the role', role('aws-cn'), 'cn-northwest-1', 'cn-northwest-1'],
    ["of the role's partition in China", role('aws-cn'), undefined, 'cn-north-1'],
    ["of the role's partition in GovCloud", role('aws-us-gov'), '', 'us-gov-west-1'],
    ['else Virginia', role('aws'), undefined, 'us-east-1'],
  ])('%s', (_name, given, environment, expected) => {
    expect(regionOf(given, environment)).toBe(expected);
  });
});
