import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { carried, explainFailure, isBusy, rejectExplained } from './failure';

const sqlite = (rawCode: number, message = 'from SQLite') =>
  Object.assign(new Error(message), { code: 'SQLITE', rawCode });
const postgres = (code: string) => Object.assign(new Error(`state ${code}`), { code, severity: 'FATAL' });
const file = (code: string) => Object.assign(new Error(`${code}: /data`), { code, path: '/data' });
const codeOf = (error: unknown) => {
  const explained = explainFailure(error, '/data/store.db');
  return explained instanceof AppError ? explained.code : null;
};

describe('explainFailure', () => {
  it.each([
    ['disk-full', [sqlite(13), postgres('53100'), file('ENOSPC'), new Error('no space left on device')]],
    ['store-corrupt', [sqlite(11), sqlite(26), sqlite(11 | (1 << 8)), postgres('XX001')]],
    [
      'store-unavailable',
      [
        sqlite(5),
        sqlite(5 | (2 << 8)),
        sqlite(8),
        sqlite(10 | (3 << 8)),
        sqlite(14),
        postgres('57P01'),
        postgres('08006'),
        postgres('53300'),
        postgres('28P01'),
        postgres('3D000'),
        file('EACCES'),
        file('EROFS'),
        new Error('Connection terminated unexpectedly'),
        new DriverAdapterError({ kind: 'DatabaseNotReachable', host: 'db', port: 5432 }),
        new DriverAdapterError({ kind: 'ConnectionClosed' }),
      ],
    ],
  ])('%s', (code, errors) => {
    expect(errors.map(codeOf)).toEqual(errors.map(() => code));
    for (const error of errors)
      expect(explainFailure(error, '/data/store.db')).toMatchObject({
        message: expect.stringContaining('/data/store.db'),
        fix: expect.stringMatching(/\w/),
        cause: error,
      });
  });

  it('leaves a mistake in a statement, and what was explained already, as they are', () => {
    const others = [
      sqlite(1, 'no such table: x'),
      sqlite(1555, 'UNIQUE constraint failed'),
      postgres('42P01'),
      postgres('23505'),
      new Error('other'),
      new AppError('conflict', 'x'),
      'text',
      null,
    ];
    expect(others.map((error) => explainFailure(error, 'x'))).toEqual(others);
  });

  it('travels through what rewrites errors with a code', async () => {
    const error = await rejectExplained(sqlite(13), 'x').catch((thrown: unknown) => thrown);
    expect(error).not.toHaveProperty('code');
    expect(carried(error)).toMatchObject({ code: 'disk-full' });
    expect(carried(sqlite(1))).not.toBeInstanceOf(AppError);
  });
});

it('knows a busy file from other failures', () => {
  expect([sqlite(5), sqlite(5 | (2 << 8)), sqlite(6), postgres('55P03')].map(isBusy)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
