import { describe, expect, it } from 'vitest';
import { amountsOf } from '@/lib/finance/basis';
import type { MonthBook } from '@/lib/store/books';
import type { MonthEvidence } from './month-evidence';
import { judgeMonth, type VerdictInput } from './verdict';

const flat = (units: bigint) => amountsOf(() => units);
const control = (units: bigint) => ({ month: '2026-10', amounts: flat(units), estimated: false });
const evidence = (book: bigint, breaches: MonthEvidence['breaches'] = []): MonthEvidence => ({
  book: { amounts: flat(book), groups: 10 },
  checks: [],
  breaches,
  apart: false,
});
const good = (residual: bigint): MonthBook => ({
  month: '2026-10',
  estimated: false,
  amounts: flat(1_000_000n),
  residual: flat(residual),
  residualState: 'none',
  holds: true,
  reason: '',
  pending: '',
  runId: 'earlier',
  publishedAt: '2026-11-01T00:00:00.000Z',
});
const judge = (input: Partial<VerdictInput>) =>
  judgeMonth({
    evidence: evidence(1_000_000n),
    before: control(1_000_000n),
    after: null,
    published: null,
    doubled: false,
    pending: null,
    round: 1,
    warningPpm: 5_000n,
    ...input,
  });
const breached = evidence(1_000_000n, [{ cube: 'service', accounts: ['111122223333'] }]);

describe('judgeMonth', () => {
  it('publishes what adds up, without asking again', () => {
    expect(judge({})).toMatchObject({ kind: 'publish', holds: true, residual: { state: 'none' } });
    expect(judge({ before: control(1_000_009n) })).toMatchObject({ kind: 'publish', residual: { state: 'rounding' } });
  });

  it('asks control again for a residual that is new, and counts it when control stood still', () => {
    expect(judge({ before: control(1_002_000n) })).toEqual({ kind: 'ask-again', reread: false });
    const counted = judge({ before: control(1_002_000n), after: control(1_002_000n), round: 2 });
    expect(counted).toMatchObject({ kind: 'publish', holds: true, residual: { state: 'counted' } });
  });

  it('takes a known residual as known', () => {
    expect(judge({ before: control(1_002_000n), published: good(2_000n) })).toMatchObject({
      kind: 'publish',
      holds: true,
    });
  });

  it('reads a month again that moved while it was read', () => {
    expect(judge({ before: control(1_002_000n), after: control(1_003_000n), round: 2 })).toEqual({
      kind: 'ask-again',
      reread: true,
    });
  });

  it('reads a face again that breaches, and at last holds it back or says so', () => {
    expect(judge({ evidence: breached })).toEqual({ kind: 'ask-again', reread: true });
    expect(judge({ evidence: breached, round: 3, published: good(0n) })).toMatchObject({ kind: 'hold', breach: true });
    const first = judge({ evidence: breached, round: 3 });
    expect(first).toMatchObject({ kind: 'publish', holds: false });
    expect(first.kind === 'publish' && first.reason).toContain('111122223333');
  });

  it('holds a warning residual back until a second sync confirms it, and never over nothing', () => {
    const warning = { before: control(1_100_000n), after: control(1_100_000n), round: 2 };
    expect(judge({ ...warning, published: good(0n) })).toMatchObject({
      kind: 'hold',
      breach: false,
      pending: flat(100_000n),
    });
    expect(judge({ ...warning, published: good(0n), pending: flat(90_000n) })).toMatchObject({
      kind: 'publish',
      holds: true,
    });
    expect(judge(warning)).toMatchObject({ kind: 'publish', residual: { state: 'warning' } });
  });

  it('counts no residual whose control was not seen to stand still, in the last round either', () => {
    const drifting = { before: control(1_002_000n), round: 3 };
    expect(judge(drifting)).toEqual({ kind: 'ask-again', reread: false });
    expect(judge({ ...drifting, after: control(1_002_000n), round: 4 })).toMatchObject({
      kind: 'publish',
      holds: true,
    });
    const moved = { ...drifting, after: control(1_003_000n), round: 4 };
    expect(judge(moved)).toMatchObject({ kind: 'publish', holds: false, reason: expect.stringContaining('changing') });
    expect(judge({ ...moved, published: good(0n) })).toMatchObject({ kind: 'hold', breach: true, pending: null });
  });

  it('takes groups that came twice for a breach only where they do not add up', () => {
    expect(judge({ doubled: true })).toMatchObject({ kind: 'publish', holds: true });
    const off = { doubled: true, before: control(990_000n) };
    expect(judge(off)).toEqual({ kind: 'ask-again', reread: true });
    expect(judge({ ...off, round: 3 })).toMatchObject({ kind: 'publish', holds: false });
  });

  it('asks control once for days of another moment, and lets the month stand when it stood still', () => {
    const days = { evidence: { ...evidence(1_000_000n), apart: true } };
    expect(judge(days)).toEqual({ kind: 'ask-again', reread: false });
    expect(judge({ ...days, after: control(1_000_000n), round: 2 })).toMatchObject({ kind: 'publish', holds: true });
  });

  it('lets no other difference confirm a warning', () => {
    const warning = { before: control(1_100_000n), after: control(1_100_000n), round: 2, published: good(0n) };
    for (const pending of [flat(0n), flat(-90_000n)]) {
      expect(judge({ ...warning, pending })).toMatchObject({ kind: 'hold', breach: false });
    }
  });
});
