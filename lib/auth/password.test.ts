import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword, passwordFault } from './password';

describe('a password', () => {
  it('is stored as Argon2id with its costs, and each time with another salt', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await checkPassword(one, 'correct horse')).toBe(true);
    expect(await checkPassword(one, 'Correct horse')).toBe(false);
    expect(await checkPassword(one, '')).toBe(false);
  });

  it('is the same however its characters are written', async () => {
    expect(await checkPassword(await hashPassword('zu\u0308rich lake'), 'z\u00fcrich lake')).toBe(true);
  });

  it('belongs to nobody without a hash, not even the one that is compared with instead', async () => {
    expect(await checkPassword(null, 'nobody has this password')).toBe(false);
  });

  it.each([
    ['short', 'needs 8'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['ana@example.com', 'is the e-mail'],
    ['a'.repeat(201), 'more than 200'],
  ])('%s is refused', (password, fault) => {
    expect(passwordFault(password, 'Ana@example.com')).toContain(fault);
  });
  it.each(['correct horse battery', 'пароль-дня', '  spaces count  '])('%s is taken', (password) => {
    expect(passwordFault(password, 'ana@example.com')).toBeNull();
  });
});
