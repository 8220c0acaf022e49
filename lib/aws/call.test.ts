import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openClients, recordingLedger, timeless } from './aws-fixture';
import { type AwsCall, backoff, type CallOptions, callAws, readReply } from './call';

const error = (name: string, status = 400) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

async function attempt(
  failures: readonly Error[],
  options: CallOptions = {},
): Promise<{ asked: number; outcome: unknown }> {
  using clients = openClients('http://127.0.0.1:9', recordingLedger().ledger);
  const call: AwsCall = { client: clients.organizations, action: 'organizations:ListRoots', target: clients.target };
  let asked = 0;
  const send = async () => {
    const failure = failures[asked++];
    if (failure) throw failure;
    return 'answer';
  };
  const outcome = await callAws(call, send, options).catch((refusal: unknown) => refusal);
  return { asked, outcome };
}

describe('backing off', () => {
  it('doubles, half certain and half chance, up to its longest', () => {
    expect([0, 1, 2, 3, 10].map((done) => backoff(done, 60_000, () => 0))).toEqual([500, 1_000, 2_000, 4_000, 30_000]);
    expect([0, 1, 2, 3, 10].map((done) => backoff(done, 60_000, () => 1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 60_000,
    ]);
    expect(backoff(1_000, 20_000, () => 0.5)).toBe(15_000);
  });

  it('waits out throttling until the deadline, and not beyond', async () => {
    const time = timeless(1);
    const storm = Array.from({ length: 99 }, () => error('TooManyRequestsException'));
    const { asked, outcome } = await attempt(storm, { ...time.options, deadlineMs: 15_000 });
    expect(time.waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(asked).toBe(5);
    expect(outcome).toMatchObject({ code: 'aws-throttled' });
  });

  it('tries a transient failure five times more by default', async () => {
    const time = timeless(1);
    const { asked, outcome } = await attempt(
      Array.from({ length: 99 }, () => error('X', 502)),
      time.options,
    );
    expect(asked).toBe(6);
    expect(time.waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(outcome).toMatchObject({ code: 'aws-unavailable' });
  });

  it('does not repeat what waiting does not mend', async () => {
    const { asked, outcome } = await attempt([error('ValidationException')], timeless().options);
    expect(asked).toBe(1);
    expect(outcome).toMatchObject({ code: 'aws-refused' });
  });

  it('fetches expired credentials anew once', async () => {
    expect(await attempt([error('ExpiredTokenException')])).toEqual({ asked: 2, outcome: 'answer' });
    const twice = await attempt([error('ExpiredTokenException'), error('ExpiredTokenException')]);
    expect(twice).toMatchObject({ asked: 2, outcome: { code: 'aws-credentials' } });
  });

  it('asks nothing under a signal that was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('lease lost'));
    expect(await attempt([], { signal })).toMatchObject({ asked: 0, outcome: { message: 'lease lost' } });
  });

  it('wakes from a real wait when aborted', async () => {
    const stop = new AbortController();
    const started = Date.now();
    setTimeout(() => stop.abort(new Error('lease lost')), 20);
    const { outcome } = await attempt([error('Throttling'), error('Throttling')], { signal: stop.signal });
    expect(outcome).toMatchObject({ message: 'lease lost' });
    expect(Date.now() - started).toBeLessThan(450);
  });
});

it('a reply that its schema refuses names operation and field', () => {
  const schema = z.object({ Roots: z.array(z.object({ Id: z.string() })) });
  expect(() => readReply(schema, { Roots: [{ Id: 7 }] }, 'ListRoots')).toThrow(/ListRoots.*Roots\.0\.Id/);
});
