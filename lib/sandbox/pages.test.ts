import { GetCostAndUsageCommand, type GetCostAndUsageCommandInput } from '@aws-sdk/client-cost-explorer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { billWorld } from './bill-world';
import { openSandbox } from './clients-fixture';
import { lineOf } from './line-fixture';
import { by, drain, flat, question } from './question-fixture';

const now = () => new Date('2026-11-24T12:00:00Z');

describe('pages', () => {
  const input = question({ Granularity: 'DAILY', GroupBy: by('LINKED_ACCOUNT', 'tag:app') });
  const random = billWorld(
    {
      currency: 'USD',
      lines: Array.from({ length: 400 }, (_, i) =>
        lineOf(`2026-10-${String((i % 31) + 1).padStart(2, '0')}`, `0.${i + 1}`, {
          account: String(111_111_111_111 + (i % 7)),
          tags: { app: `v${i % 3}` },
        }),
      ),
    },
    { now },
  );

  test('of any size hold the same groups as one page; a bucket may be on two', async () => {
    await using opened = await openSandbox({ world: random });
    const whole = await drain(opened, input);
    expect(whole.pages).toBe(1);
    const count = flat(whole.results).length;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 500 }), async (size) => {
        opened.sandbox.knobs.pageSize = size;
        const paged = await drain(opened, input);
        expect(flat(paged.results)).toEqual(flat(whole.results));
        expect(paged.pages).toBe(Math.max(1, Math.ceil(count / size)));
        expect([...new Set(paged.results.map(({ TimePeriod }) => TimePeriod?.Start))]).toHaveLength(61);
      }),
      { numRuns: 12 },
    );
    opened.sandbox.knobs.pageSize = 4;
    const starts = (await drain(opened, input)).results.map(({ TimePeriod }) => TimePeriod?.Start);
    expect(new Set(starts).size).toBeLessThan(starts.length);
  });

  test('are all empty where nothing was charged, once', async () => {
    await using opened = await openSandbox({ world: random, knobs: { pageSize: 1 } });
    const { results, pages } = await drain(opened, {
      ...input,
      TimePeriod: { Start: '2026-11-01', End: '2026-11-04' },
    });
    expect([pages, results.length]).toEqual([1, 3]);
  });

  test('come from the bill as it was at the first page, though it changes in between', async () => {
    await using opened = await openSandbox({ world: { ...random }, knobs: { pageSize: 100 } });
    const whole = flat((await drain(opened, input)).results);
    const { bill } = random;
    opened.sandbox.knobs.onRequest = ({ body }) => {
      if (body.NextPageToken) opened.sandbox.world.bill = { ...bill, lines: bill.lines.slice(100) };
    };
    expect(flat((await drain(opened, input)).results)).toEqual(whole);
    expect(flat((await drain(opened, input)).results)).not.toEqual(whole);
  });

  test('may be empty with a token, repeat a group, or never end', async () => {
    await using opened = await openSandbox({ world: random, knobs: { pageSize: 100, emptyPages: 2 } });
    const whole = flat((await drain(opened, input)).results);
    const first = await opened.costs.send(new GetCostAndUsageCommand(input));
    expect([first.ResultsByTime, first.NextPageToken?.length]).toEqual([[], 64]);
    opened.sandbox.knobs.emptyPages = 0;
    opened.sandbox.knobs.duplicateGroups = true;
    const doubled = flat((await drain(opened, input)).results);
    expect(doubled.length).toBe(whole.length + Math.ceil(whole.length / 100) - 1);
    expect(new Set(doubled)).toEqual(new Set(whole));
    opened.sandbox.knobs.repeatToken = true;
    expect((await drain(opened, input, 9)).pages).toBe(9);
    expect((await drain(opened, question(), 3)).results).toHaveLength(6);
  });

  test('refuse a token that is unknown, expired, of another question, or out of luck', async () => {
    await using opened = await openSandbox({ world: random, knobs: { pageSize: 50 } });
    const send = (rest: Partial<GetCostAndUsageCommandInput>) =>
      opened.costs.send(new GetCostAndUsageCommand({ ...input, ...rest }));
    const { NextPageToken } = await send({});
    await expect(send({ NextPageToken: 'invented' })).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
    await expect(send({ NextPageToken, Metrics: ['BlendedCost'] })).rejects.toMatchObject({
      name: 'RequestChangedException',
    });
    opened.sandbox.knobs.invalidToken = 1;
    await expect(send({ NextPageToken })).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
    expect((await send({ NextPageToken })).ResultsByTime?.length).toBeGreaterThan(0);
    opened.sandbox.knobs.expireTokensAfter = 2;
    await expect(send({ NextPageToken })).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  });
});
