import { describe, expect, it } from 'vitest';
import { parseScope, scopeFault } from './reading-scope';

describe('a scope', () => {
  it.each([
    ['account:111122223333', { kind: 'account', id: '111122223333' }],
    ['account:000012345678', { kind: 'account', id: '000012345678' }],
    ['account:51738928782', { kind: 'account', id: '51738928782' }],
    ['ou:ou-ab12-11111111', { kind: 'ou', id: 'ou-ab12-11111111' }],
    ['ou:r-ab12', { kind: 'ou', id: 'r-ab12' }],
    ['project:checkout', { kind: 'project', id: 'checkout' }],
    ['project:a:b', { kind: 'project', id: 'a:b' }],
  ])('%s is read', (text, scope) => {
    expect(scopeFault(text)).toBeNull();
    expect(parseScope(text)).toEqual(scope);
  });

  it.each(['', 'account', 'account:', 'account:12a', 'ou:111122223333', 'team:x', 'Account:111122223333', 'ou:*'])(
    '%j is refused, with an example',
    (text) => {
      expect(scopeFault(text)).toContain('account:111122223333');
      expect(() => parseScope(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    },
  );
});
