import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { NOON } from './fixture';
import { acquireLease, releaseLease, renewLease } from './lease';
import { eachDatabase } from './testing';

const later = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1000).toISOString();
const claim = (owner: string, seconds = 0) => ({ name: 'sync:1', owner, now: later(seconds), ttlMs: 45_000 });

/** Has a process of its own ask for the lease; resolves with its answer. */
async function askElsewhere(url: string, owner: string): Promise<unknown> {
  const module = (name: string) => JSON.stringify(pathToFileURL(`lib/store/${name}.ts`).href);
  const code = `
    const { openDatabase, closeDatabase } = await import(${module('database')});
    const { acquireLease } = await import(${module('lease')});
    const db = await openDatabase(${JSON.stringify(url)});
    console.log(JSON.stringify(await acquireLease(db, ${JSON.stringify(claim(owner))})));
    await closeDatabase(db);`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    code,
  ]);
  return JSON.parse(stdout);
}

eachDatabase('lease', (open) => {
  it('is one owner’s until it ends, and then anyone’s', async () => {
    const db = await open();
    expect(await acquireLease(db, claim('a'))).toEqual({ acquired: true });
    const held = { acquired: false, owner: 'a', since: NOON, until: later(45) };
    expect(await acquireLease(db, claim('b', 44))).toEqual(held);
    expect(await acquireLease(db, { ...claim('b'), name: 'sync:2' })).toEqual({ acquired: true });
    expect(await acquireLease(db, claim('b', 45))).toEqual({ acquired: true });
    expect(await renewLease(db, claim('a', 46))).toBe(false);
  });

  it('lasts longer when it is renewed, and ends when it is given back', async () => {
    const db = await open();
    await acquireLease(db, claim('a'));
    expect(await renewLease(db, claim('a', 30))).toBe(true);
    expect(await acquireLease(db, claim('b', 60))).toEqual({
      acquired: false,
      owner: 'a',
      since: NOON,
      until: later(75),
    });
    await releaseLease(db, { name: 'sync:1', owner: 'b' });
    expect(await acquireLease(db, claim('b', 60))).toMatchObject({ acquired: false });
    await releaseLease(db, { name: 'sync:1', owner: 'a' });
    expect(await renewLease(db, claim('a', 60))).toBe(false);
    expect(await acquireLease(db, claim('b', 60))).toEqual({ acquired: true });
  });

  it('goes to exactly one of several processes that ask at once', async () => {
    const db = await open();
    const answers = await Promise.all(['a', 'b', 'c'].map((owner) => askElsewhere(db.url, owner)));
    const { owner } = await db.prisma.lease.findUniqueOrThrow({ where: { name: 'sync:1' } });
    expect(answers.filter((answer) => JSON.stringify(answer) === '{"acquired":true}')).toHaveLength(1);
    expect(answers.filter((answer) => JSON.stringify(answer).includes(`"owner":"${owner}"`))).toHaveLength(2);
  });
});
