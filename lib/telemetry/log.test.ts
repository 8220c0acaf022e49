import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { createLog } from './log';
import { readableLine } from './readable-line';

function record(level = 'info') {
  const lines: string[] = [];
  return { lines, log: createLog({ write: (line) => lines.push(line) }, level) };
}

describe('log', () => {
  it('writes one JSON object a line, with the time in UTC', () => {
    const { lines, log } = record();
    log.warn({ connection: 'main', requests: 3 }, 'cap is near');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'warn',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      connection: 'main',
      requests: 3,
      msg: 'cap is near',
    });
  });

  it('hides secrets at the top and one level down', () => {
    const { lines, log } = record();
    log.info({
      token: 'sbl_1',
      headers: { authorization: 'Bearer sbl_1', cookie: 'sbl_1' },
      target: { externalId: 'sbl_1' },
    });
    expect(lines.join()).not.toContain('sbl_1');
    expect(lines.join()).toContain('(hidden)');
  });

  it('keeps the code and the cause of an error', () => {
    const { lines, log } = record();
    log.error(new AppError('disk-full', 'no space left', { cause: new Error('SQLITE_FULL') }));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'no space left', err: { code: 'disk-full' } });
    expect(lines[0]).toContain('SQLITE_FULL');
  });

  it('is silent below its level', () => {
    const { lines, log } = record('error');
    log.info('nothing to see');
    expect(lines).toEqual([]);
  });
});

describe('readableLine', () => {
  it('puts time, level and message first', () => {
    const { lines, log } = record();
    log.info({ run: 'r1', months: ['2026-10'] }, 'published');
    expect(readableLine(lines[0] ?? '')).toMatch(/^\d\d:\d\d:\d\d info {2}published run="r1" months=\["2026-10"\]\n$/);
  });

  it('shows the stack of an error below', () => {
    const { lines, log } = record();
    log.error(new Error('broken'), 'sync failed');
    expect(readableLine(lines[0] ?? '')).toMatch(/error sync failed\n.*Error: broken\n\s+at /s);
  });
});
