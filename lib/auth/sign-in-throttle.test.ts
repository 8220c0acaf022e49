import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/store/database';
import { beginSession } from '@/lib/store/sessions';
import { forgetTries } from '@/lib/store/sign-in-tries';
import { eachDatabase } from '@/lib/store/testing';
import { admitTry, waitAfter } from './sign-in-throttle';

const START = Date.parse('2026-11-24T12:00:00.000Z');
const at = (seconds: number) => new Date(START + seconds * 1_000);

describe('the wait', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 1_000],
    [8, 8_000],
    [13, 256_000],
    [14, 300_000],
    [5_000, 300_000],
  ])('after %i failures of an account at an address is %i ms', (count, wait) => {
    expect(waitAfter(count, 'accountAndAddress')).toBe(wait);
  });
});

eachDatabase('tries at signing in', (open) => {
  let db: Database;
  beforeEach(async () => {
    db = await open();
  });
  const tried = (email: string, address: string, seconds: number, personId: string | null = null) =>
    admitTry(db, { email, address }, personId, at(seconds));
  const failTimes = async (
    count: number,
    email: (n: number) => string,
    address: (n: number) => string,
    seconds = 0,
  ) => {
    for (let n = 0; n < count; n += 1) await tried(email(n), address(n), seconds);
  };

  it('wait longer and longer, never for good, and a try that waits does not make it longer', async () => {
    await failTimes(
      5,
      () => 'ana@x.example',
      () => '192.0.2.1',
    );
    expect(await tried('ana@x.example', '192.0.2.1', 0.4)).toEqual({ kind: 'wait', seconds: 1 });
    expect(await tried('ana@x.example', '192.0.2.1', 0.9)).toEqual({ kind: 'wait', seconds: 1 });
    expect(await tried('ana@x.example', '192.0.2.1', 1)).toMatchObject({ kind: 'admitted' });
    expect(await tried('ana@x.example', '192.0.2.1', 2)).toEqual({ kind: 'wait', seconds: 1 });
    expect(await tried('ana@x.example', '192.0.2.1', 3)).toMatchObject({ kind: 'admitted' });
    expect(await tried('ana@x.example', '192.0.2.2', 3)).toMatchObject({ kind: 'admitted' });
    expect(await tried('ben@x.example', '192.0.2.1', 3)).toMatchObject({ kind: 'admitted' });
    expect(await tried('ana@x.example', '192.0.2.1', 3 + 15 * 60)).toMatchObject({ kind: 'admitted' });
  });

  it('of many at the same moment only the first few are looked at', async () => {
    const all = await Promise.all(Array.from({ length: 25 }, () => tried('ana@x.example', '192.0.2.1', 0)));
    const admitted = all.filter(({ kind }) => kind === 'admitted').length;
    expect(admitted).toBeGreaterThan(0);
    expect(admitted).toBeLessThanOrEqual(5);
  });

  it('at many accounts from one address wait as well', async () => {
    await failTimes(
      20,
      (n) => `p${n}@x.example`,
      () => '192.0.2.9',
    );
    expect(await tried('new@x.example', '192.0.2.9', 0)).toMatchObject({ kind: 'wait' });
    expect(await tried('new@x.example', '192.0.2.8', 0)).toMatchObject({ kind: 'admitted' });
  });

  it('from everywhere do not keep the owner out where the owner has signed in before', async () => {
    const by = { actor: 'ana@x.example', via: 'session', address: '192.0.2.7' } as const;
    const session = { personId: 'ana', createdAt: at(-86_400).toISOString(), expiresAt: at(86_400).toISOString() };
    await beginSession(db, { ...session, address: '192.0.2.7', agent: '' }, by);
    await failTimes(
      40,
      () => 'ana@x.example',
      (n) => `198.51.100.${n}`,
    );
    expect(await tried('ana@x.example', '203.0.113.1', 0, 'ana')).toMatchObject({ kind: 'wait' });
    expect(await tried('ana@x.example', '192.0.2.7', 0, 'ana')).toMatchObject({ kind: 'admitted' });
  });

  it('are forgotten by a sign-in, and tell nobody what was typed', async () => {
    await failTimes(
      5,
      () => 'my secret password',
      () => '192.0.2.1',
    );
    expect(JSON.stringify(await db.prisma.signInTry.findMany())).not.toContain('secret');
    await forgetTries(db, { email: 'my secret password', address: '192.0.2.1' });
    expect(await tried('my secret password', '192.0.2.1', 0)).toMatchObject({ kind: 'admitted' });
  });
});
