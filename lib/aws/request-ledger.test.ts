import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { billWorld } from '@/lib/sandbox/bill-world';
import type { Knobs } from '@/lib/sandbox/knobs';
import { lineOf } from '@/lib/sandbox/line-fixture';
import { startSandbox } from '@/lib/sandbox/server';
import { openClients, queryOf, recordingLedger, timeless } from './aws-fixture';
import { pullCostPage } from './cost-page';
import { pullTagKeys } from './discovery';
import { pullIdentity } from './identity';
import type { RequestLedger } from './request-ledger';

async function open(ledger: RequestLedger, knobs: Partial<Knobs> = {}) {
  const now = () => new Date('2026-11-20T12:00:00Z');
  const sandbox = await startSandbox({
    world: billWorld({ currency: 'USD', lines: [lineOf('2026-10-03', '1')] }, { now }),
    knobs,
  });
  const clients = openClients(sandbox.url, ledger);
  return { sandbox, clients, [Symbol.asyncDispose]: () => sandbox.close() };
}

describe('the request ledger', () => {
  it('equals the wire, attempt by attempt, through a mixed storm', async () => {
    const { ledger, rows } = recordingLedger();
    await using s = await open(ledger, { throttle: 2, truncate: 1 });
    await pullCostPage(s.clients, queryOf({ subject: 'control 2026-10' }), null, timeless().options);
    await pullTagKeys(s.clients);
    await pullIdentity(s.clients);
    const wire = s.sandbox.requests.filter(({ service }) => service === 'ce');
    expect(rows.map(({ operation, end }) => [operation, end?.httpStatus])).toEqual(
      wire.map(({ operation, status }) => [operation, status]),
    );
    expect(rows.filter(({ end }) => end?.outcome === 'answered')).toHaveLength(s.sandbox.billed());
    expect(rows.map(({ subject }) => subject)).toEqual([...Array(4).fill('control 2026-10'), 'ListCostAllocationTags']);
    expect(rows.every(({ end }) => end !== null && end.durationMs >= 0)).toBe(true);
  });

  it('is written before the request is sent', async () => {
    const order: string[] = [];
    const { ledger } = recordingLedger();
    const watched: RequestLedger = {
      before: async (entry) => {
        order.push('before');
        return ledger.before(entry);
      },
      after: async () => {
        order.push('after');
      },
    };
    await using s = await open(watched, { onRequest: () => void order.push('wire') });
    await pullCostPage(s.clients, queryOf(), null);
    expect(order).toEqual(['before', 'wire', 'after']);
  });

  it('nasty case 46: a throw from before stops the attempt, nothing is sent and nothing is retried', async () => {
    const cap = new AppError('cap-reached', 'the monthly cap is reached');
    const { ledger } = recordingLedger(0, cap);
    await using s = await open(ledger);
    await expect(pullCostPage(s.clients, queryOf(), null)).rejects.toBe(cap);
    expect(s.sandbox.requests).toEqual([]);
  });

  it("stops in the middle of the SDK's own retries too", async () => {
    const cap = new AppError('cap-reached', 'the monthly cap is reached');
    const { ledger, outcomes } = recordingLedger(2, cap);
    await using s = await open(ledger, { throttle: Number.POSITIVE_INFINITY });
    await expect(pullCostPage(s.clients, queryOf(), null, timeless().options)).rejects.toBe(cap);
    expect(outcomes()).toEqual(['refused', 'refused']);
    expect(s.sandbox.requests).toHaveLength(2);
  });

  it('is not asked again when its own store fails, whatever the error looks like', async () => {
    const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    let calls = 0;
    const broken: RequestLedger = {
      before: async () => {
        calls++;
        throw gone;
      },
      after: async () => {},
    };
    await using s = await open(broken);
    await expect(pullCostPage(s.clients, queryOf(), null, timeless().options)).rejects.toBe(gone);
    expect(calls).toBe(1);
  });

  it('a reply that could not be written down is not used', async () => {
    const full = new AppError('disk-full', 'no space left');
    const broken: RequestLedger = { before: async () => 1, after: async () => Promise.reject(full) };
    await using s = await open(broken);
    await expect(pullCostPage(s.clients, queryOf(), null, timeless().options)).rejects.toBe(full);
    expect(s.sandbox.requests).toHaveLength(1);
  });
});
