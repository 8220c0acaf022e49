import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MonthCell } from '@/lib/finance/cube';
import { chainCellsIn, LINES_CUBE, LINES_REST_CUBE, usageSetsOf } from '@/lib/finance/usage-set';
import { openBill } from './reading';
import { foldTags, usageSetCells } from './usage-sets';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'subledger-sets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER =
  'BilledCost,EffectiveCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargeCategory,SubAccountId,ServiceName,ProviderName,BillingAccountId,Tags';

async function open(tags: readonly Record<string, string>[], cost = (at: number) => `0.0000000004${at % 10}`) {
  const rows = tags.map((each, at) =>
    [
      cost(at),
      cost(at),
      'USD,2026-10-01T00:00:00Z,2026-10-05T00:00:00Z',
      at === 0 ? 'Tax' : 'Usage',
      '000011112222,Amazon S3,AWS,111122223333',
      `"${JSON.stringify(each).replaceAll('"', '""')}"`,
    ].join(','),
  );
  const file = join(folder, `${Math.random()}.csv`);
  writeFileSync(file, [HEADER, ...rows, ''].join('\n'));
  return openBill([file], 'focus');
}

async function all(batches: AsyncIterable<MonthCell[]>): Promise<MonthCell[]> {
  const cells: MonthCell[] = [];
  for await (const batch of batches) cells.push(...batch);
  return cells;
}

it('keeps usage by service and tags, whatever order a file writes them in, to 10^-18', async () => {
  const { reading } = await open([
    { app: 'tax' },
    { app: 'a', env: 'prod' },
    { env: 'prod', app: 'a' },
    { app: '', 'k"$': 'ü🦊' },
    {},
  ]);
  const lines = await all(reading.cells(LINES_CUBE));
  expect(lines.map(({ key1, key2 }) => [key1, key2])).toEqual([
    ['000011112222', '["Amazon S3",[["app",""],["k\\"$","ü🦊"]]]'],
    ['000011112222', '["Amazon S3",[["app","a"],["env","prod"]]]'],
    ['000011112222', '["Amazon S3",[]]'],
  ]);
  const sets = usageSetsOf(lines, await all(reading.cells(LINES_REST_CUBE)));
  expect(sets.sets.map(({ amounts }) => amounts.unblended).sort()).toEqual([430_000_000n, 440_000_000n, 830_000_000n]);
  expect(chainCellsIn(sets, ['app'])?.map(({ raw, amounts }) => [raw, amounts.unblended])).toEqual([
    ['', 1n],
    ['a', 1n],
  ]);
  expect(chainCellsIn(sets, ['app', 'env'])?.map(({ raw }) => raw)).toEqual(['']);
  await reading.close();
});

it('folds the key with the most values until the month has few enough sets, AWS keys first, and says so', async () => {
  const tags = Array.from({ length: 40 }, (_, at) => ({
    app: `app-${at % 3}`,
    Name: `host-${at}`,
    'aws:createdBy': `user-${at % 2}`,
  }));
  const { database, reading } = await open(tags);
  expect(reading.notices.map(({ code }) => code)).not.toContain('folded-tag-keys');
  await database.run('DROP TABLE folded_key');
  expect(await foldTags(database, 5)).toEqual(['Name', 'aws:createdBy']);
  const cells = await all(usageSetCells(database, LINES_CUBE, reading.months));
  expect(cells).toHaveLength(4);
  const sets = usageSetsOf(cells, []);
  expect(sets.folded).toEqual(new Set(['Name', 'aws:createdBy']));
  expect(chainCellsIn(sets, ['app'])).toHaveLength(3);
  expect(chainCellsIn(sets, ['Name', 'app'])).toBeNull();
  await reading.close();
});

it('folds keys whose texts are too long for a key of the store', async () => {
  const { reading } = await open([{ app: 'a' }, { app: 'a', note: 'x'.repeat(1_000), other: 'y'.repeat(900) }]);
  const sets = usageSetsOf(await all(reading.cells(LINES_CUBE)), []);
  expect(sets.folded).toEqual(new Set(['note']));
  expect(reading.notices.map(({ code }) => code)).toContain('folded-tag-keys');
  await reading.close();
});
