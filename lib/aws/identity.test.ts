import { expect, it } from 'vitest';
import { principalOf } from './identity';

it.each([
  ['arn:aws:sts::1:assumed-role/Books/session', 'arn:aws:iam::1:role/Books'],
  ['arn:aws-cn:sts::1:assumed-role/Books/i-0abc', 'arn:aws-cn:iam::1:role/Books'],
  ['arn:aws:iam::1:user/ana', 'arn:aws:iam::1:user/ana'],
])('the principal of %s is %s', (arn, principal) => {
  expect(principalOf(arn)).toBe(principal);
});
