import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityFault, entityText, parseEntity } from './entity';

describe('an entity', () => {
  it.each([
    ['project:checkout', { kind: 'project', id: 'checkout' }],
    ['project:a:b $/日本', { kind: 'project', id: 'a:b $/日本' }],
    ['account:000011112222', { kind: 'account', id: '000011112222' }],
    ['ou:ou-ab12-11111111', { kind: 'ou', id: 'ou-ab12-11111111' }],
    ['ou:r-ab12', { kind: 'ou', id: 'r-ab12' }],
  ])('%j is read and written back', (text, entity) => {
    expect(parseEntity(text)).toEqual(entity);
    expect(entityFault(text)).toBeNull();
    expect(entityText(parseEntity(text) ?? { kind: 'ou', id: '' })).toBe(text);
  });

  it.each([
    ['', 'is no entity'],
    ['checkout', 'is no entity; write project:checkout, account:111122223333 or ou:ou-ab12-11111111'],
    ['Project:checkout', 'is no entity'],
    ['team:checkout', 'is no entity'],
    ['project:', 'names no project'],
    ['project:  ', 'names no project'],
    ['account:checkout', 'names no account id'],
    ['account:1111-2222-3333', 'names no account id'],
    ['account:1.11E+11', 'names no account id'],
    ['ou:platform', 'names no organizational unit'],
    ['project:a\nb', 'control character'],
    ['project:a\u0000', 'control character'],
    ['project:a\ud800', 'control character'],
    [`project:${'x'.repeat(257)}`, 'longer than 256'],
  ])('%j is none: %s', (text, fault) => {
    expect(parseEntity(text)).toBeNull();
    expect(entityFault(text)).toContain(fault);
  });

  it('is either read or told what is wrong with it', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.constantFrom('project:', 'account:', 'ou:', ''), fc.string({ unit: 'binary' })),
        (parts) => {
          const text = parts.join('');
          expect(parseEntity(text) === null).toBe(entityFault(text) !== null);
        },
      ),
    );
  });
});
