import { spawn } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { exitOf, run } from './child.mjs';

const script = (code: string) => ['-e', code];

describe('run', () => {
  it('gives the exit code of the program', async () => {
    expect(await run(process.execPath, script('process.exit(3)'))).toBe(3);
  });

  it('gives 128 and the signal’s number, as a shell does', async () => {
    expect(await run(process.execPath, script('process.kill(process.pid, "SIGKILL")'))).toBe(137);
  });

  it('says why a program cannot be started', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await run('/no/such/program', [])).toBe(127);
    expect(write).toHaveBeenCalledWith(expect.stringContaining('/no/such/program'));
  });

  it('ends a program that takes too long', async () => {
    expect(await run(process.execPath, script('setInterval(() => {}, 1000)'), { timeoutMs: 200 })).toBe(137);
  });
});

describe('exitOf', () => {
  it.each([
    ['SIGTERM', 'SIGINT', 'SIGTERM'],
    ['SIGINT', 'SIGTERM', 'SIGTERM'],
    ['SIGINT', 'SIGINT', 'SIGINT'],
    ['SIGHUP', null, 'SIGHUP'],
  ] as const)('passes %s on (interrupt as %s)', async (sent, interrupt, received) => {
    const code = `for (const s of ['SIGINT','SIGTERM','SIGHUP']) process.on(s, () => { console.log(s); process.exit(0); }); setInterval(() => {}, 1000); console.log('up');`;
    const child = spawn(process.execPath, script(code), { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (data) => {
      if (said === '') process.emit(sent, sent);
      said += data;
    });
    expect(await exitOf(child, interrupt)).toBe(0);
    expect(said.trim()).toBe(`up\n${received}`);
  });
});
