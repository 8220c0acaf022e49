import { expect, it } from 'vitest';
import { verdictOf } from './advisories.mjs';

it('fails on grave faults alone', () => {
  const report = (vulnerabilities: Record<string, number>) => verdictOf({ metadata: { vulnerabilities } });
  expect(report({ low: 3, moderate: 1, high: 0, critical: 0, total: 4 })).toMatchObject({ asked: true, grave: 0 });
  expect(report({ high: 1, critical: 2, total: 3 })).toMatchObject({
    grave: 3,
    text: expect.stringContaining('3 grave'),
  });
});

it('is no failure when the registry cannot be asked, and says so', () => {
  for (const report of [
    null,
    {},
    { error: { code: 'ENOAUDIT' } },
    { error: {}, metadata: { vulnerabilities: { high: 1 } } },
  ])
    expect(verdictOf(report)).toMatchObject({
      asked: false,
      grave: 0,
      text: expect.stringContaining('could not be asked'),
    });
});
