import { expect, it } from 'vitest';
import { emailFault, plainEmail } from './email';

it.each(['ana@example.com', ' Ana.O+x@Example.co.uk ', 'ana@localhost', 'ana@bücher.example'])('%s is one', (text) => {
  expect(emailFault(text)).toBeNull();
});
it.each(['', 'ana', '@example.com', 'ana@', 'a b@example.com', 'ana@example..com', 'a@b@c', 'ana@x.com\nbcc: y@z.com'])(
  '%j is none',
  (text) => {
    expect(emailFault(text)).toContain('example: ana@example.com');
  },
);
it('is known in lower case', () => {
  expect(plainEmail(' Ana@Example.COM ')).toBe('ana@example.com');
});
