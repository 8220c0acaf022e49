import { expect, it } from 'vitest';
import { NOON } from './fixture';
import { eachDatabase } from './testing';
import { createToken, findTokenByHash, hashOfToken, listTokens, revokeToken, touchToken } from './tokens';

eachDatabase('tokens', (open) => {
  it('are shown once and found by their hash', async () => {
    const db = await open();
    const { id, name, token } = await createToken(db, {
      name: 'ci',
      role: 'viewer',
      scopes: ['account:1', 'ou:ou-a'],
      expiresAt: NOON,
    });
    expect(token).toMatch(/^sbl_[\w-]{43}$/);
    expect(await findTokenByHash(db, hashOfToken(token))).toEqual({
      id,
      name,
      role: 'viewer',
      scopes: ['account:1', 'ou:ou-a'],
      createdAt: expect.any(String),
      expiresAt: NOON,
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(await findTokenByHash(db, hashOfToken(`${token}x`))).toBeNull();
    expect(await findTokenByHash(db, token)).toBeNull();
    expect(JSON.stringify(await db.prisma.apiToken.findMany())).not.toContain(token.slice(4));
    expect((await createToken(db, { name: 'other', role: 'admin', scopes: [] })).token).not.toBe(token);
  });

  it('are used, listed and revoked', async () => {
    const db = await open();
    const first = await createToken(db, { name: 'ci', role: 'admin', scopes: [] });
    await expect(createToken(db, { name: 'ci', role: 'admin', scopes: [] })).rejects.toMatchObject({
      code: 'conflict',
    });
    await touchToken(db, first.id, NOON);
    expect(await revokeToken(db, 'ci', NOON)).toMatchObject({ id: first.id, lastUsedAt: NOON, revokedAt: NOON });
    await expect(revokeToken(db, 'ci')).rejects.toMatchObject({ code: 'not-found' });
    const second = await createToken(db, { name: 'ci', role: 'admin', scopes: [] });
    await revokeToken(db, second.id);
    expect((await listTokens(db)).map(({ name, revokedAt }) => [name, revokedAt !== null])).toEqual([
      ['ci', true],
      ['ci', true],
    ]);
    expect(await findTokenByHash(db, hashOfToken(first.token))).toMatchObject({ revokedAt: NOON });
  });
});
