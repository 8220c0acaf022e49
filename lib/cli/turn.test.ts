import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { CHECKOUT } from './checkout.mjs';
import { withTurn } from './turn.mjs';

const fileOf = (name: string) =>
  join(tmpdir(), `subledger-${name}-${createHash('sha256').update(CHECKOUT).digest('hex').slice(0, 16)}`);

it('lets one work at a time, and gives the turn back after a failure too', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const name = `test-order-${process.pid}`;
  let busy = 0;
  const work = async (fails: boolean) => {
    busy += 1;
    expect(busy).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    busy -= 1;
    if (fails) throw new Error('work failed');
    return 'done';
  };
  const ends = await Promise.allSettled([true, false, false].map((fails) => withTurn(name, () => work(fails))));
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(existsSync(fileOf(name))).toBe(false);
});

it('takes over the turn of a process that died', async () => {
  const name = `test-dead-${process.pid}`;
  const dead = spawnSync(process.execPath, ['--version']).pid;
  writeFileSync(fileOf(name), String(dead));
  expect(await withTurn(name, async () => readFileSync(fileOf(name), 'utf8'))).toBe(String(process.pid));
});

it('takes over a turn without a sign of life, even when its process number is used again', async () => {
  const name = `test-stale-${process.pid}`;
  writeFileSync(fileOf(name), String(process.ppid));
  utimesSync(fileOf(name), new Date(0), new Date(0));
  expect(await withTurn(name, async () => 'done')).toBe('done');
});
