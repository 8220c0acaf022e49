import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BillFormat } from '@/lib/bills/layout';
import { readBillLines } from '@/lib/bills/lines';
import { readBill } from '@/lib/bills/reading';
import { type Amounts, BASES } from '@/lib/finance/basis';
import { type CubeName, chainCube } from '@/lib/finance/cube';
import { FACES } from '@/lib/finance/face';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths } from '@/lib/finance/month';
import { chainCellsIn, LINES_CUBE, LINES_REST_CUBE, usageSetsOf } from '@/lib/finance/usage-set';
import { billWorld } from '@/lib/sandbox/bill-world';
import { listFace } from '@/lib/store/face-reads';
import { listLoadCells } from '@/lib/store/load-cells';
import { listPublished } from '@/lib/store/loads';
import { CHAINS, chainValue, saveChains, sharedBill } from './chain-fixture';
import { importBill } from './import-bill';
import { type SyncFixture, syncFixture } from './sync-fixture';

const CUR = '../shared/data/cur-2018-12-01.csv.gz';
const FOCUS = '../shared/data/focus-1.0-sample.csv';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'subledger-chains-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The shared accounts as a FOCUS file. */
function writeShared(): string {
  const header =
    'BilledCost,EffectiveCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargeCategory,SubAccountId,ServiceName,ProviderName,BillingAccountId,Tags';
  const rows = sharedBill(['2026-09', '2026-10']).lines.map(({ month, account, recordType, service, tags, amounts }) =>
    [
      formatDecimal(amounts.unblended, 18),
      formatDecimal(amounts.amortized, 18),
      'USD',
      `${month}-01T00:00:00Z`,
      `${month}-03T00:00:00Z`,
      recordType,
      account,
      service,
      'AWS',
      '111111111111',
      `"${JSON.stringify(tags).replaceAll('"', '""')}"`,
    ].join(','),
  );
  const file = join(folder, 'shared.csv');
  writeFileSync(file, [header, ...rows, ''].join('\n'));
  return file;
}

async function importInto(fixture: SyncFixture, file: string, format: BillFormat): Promise<string> {
  const reading = await readBill([file], format, { acceptBadLines: true });
  const { connectionId } = await importBill(fixture.db, reading, { name: 'file' });
  await reading.close();
  return connectionId;
}

type Cells = Map<string, Amounts>;
const keyed = (list: readonly { key1: string; key2: string; amounts: Amounts }[]): Cells =>
  new Map(list.map(({ key1, key2, amounts }) => [`${key1} ${key2}`, amounts]));
const nonZero = (cells: Cells): Cells =>
  new Map([...cells].filter(([, amounts]) => BASES.some((basis) => amounts[basis] !== 0n)));

/** The chain as the file's lines tell it, and as the sandbox answered the sync. */
async function chainsOf(fixture: SyncFixture, file: string, month: string, keys: readonly string[]) {
  const loadsOf = async (connectionId: string) =>
    new Map(
      (await listPublished(fixture.db, connectionId))
        .filter((each) => each.month === month)
        .map(({ cube, loadId }) => [cube, loadId]),
    );
  const cellsOf = async (loads: Map<string, number>, cube: CubeName) =>
    listLoadCells(fixture.db, loads.get(cube) ?? -1);
  const own = await loadsOf(file);
  const sets = usageSetsOf(await cellsOf(own, LINES_CUBE), await cellsOf(own, LINES_REST_CUBE));
  const told = (chainCellsIn(sets, keys) ?? []).map(({ account, raw, amounts }) => ({
    key1: account,
    key2: raw,
    amounts,
  }));
  const pulled = await cellsOf(await loadsOf(fixture.connectionId), chainCube(keys));
  return { told: nonZero(keyed(told)), pulled: nonZero(keyed(pulled)) };
}

describe('a bill in a file', { timeout: 120_000 }, () => {
  it.each([
    ['shared accounts', 'focus', '2026-10', { project: CHAINS.project, environment: CHAINS.environment }],
    [FOCUS, 'focus', '', { project: ['application', 'business_unit'], environment: ['environment'] }],
    [CUR, 'cur', '2018-12', { project: ['name', 'department'], environment: ['department'] }],
  ] as const)(
    'answers chains as AWS does of the same charges: %s',
    async (name, format, given, dimensions) => {
      const file = name === 'shared accounts' ? writeShared() : name;
      const bill = await readBillLines([file], format);
      const month = given || (bill.lines[0]?.month ?? '');
      const world = billWorld(bill, { now: () => new Date(`${addMonths(month, 1)}-20T12:00:00Z`) });
      const fixture = await syncFixture(world, { decimals: 18 });
      await saveChains(fixture, { dimensions });
      expect((await fixture.sync()).status).toBe('succeeded');
      const connection = await importInto(fixture, file, format);
      for (const keys of [dimensions.project, dimensions.project.slice(0, 1), dimensions.environment]) {
        const { told, pulled } = await chainsOf(fixture, connection, month, keys);
        expect(told.size).toBeGreaterThan(0);
        expect(told).toEqual(pulled);
      }
    },
    120_000,
  );

  it('tells all seven faces from its lines, to the unit of each, and chains that are chosen after the import', async () => {
    const file = writeShared();
    const bill = await readBillLines([file], 'focus');
    const fixture = await syncFixture(billWorld(bill));
    await saveChains(fixture);
    const connectionId = await importInto(fixture, file, 'focus');
    const months = { from: '2026-10', to: '2026-11' };
    for (const face of FACES) {
      const found = new Map<string, bigint>();
      const add = (to: Map<string, bigint>, key: string, units: bigint) => to.set(key, (to.get(key) ?? 0n) + units);
      for (const { account, home, environment, service, amounts } of await listFace(fixture.scope, {
        connectionId,
        months,
        face,
      })) {
        const keys = [home, environment, service].filter((key) => key !== null);
        if (!keys.some((key) => key.includes('rounding')))
          add(found, [account, ...keys].join(' | '), amounts.amortized);
      }
      const lines = new Map<string, bigint>();
      for (const line of bill.lines) {
        if (line.month !== '2026-10' || line.recordType !== 'Usage') continue;
        const project = chainValue(line, CHAINS.project);
        const keys: Record<string, string> = {
          home: project === '' ? 'untagged' : `project:${project}`,
          environment: chainValue(line, CHAINS.environment) || '(untagged)',
          service: line.service,
        };
        add(lines, [line.account, ...face.split('.').map((each) => keys[each])].join(' | '), line.amounts.amortized);
      }
      expect([face, [...found.keys()].sort()]).toEqual([face, [...lines.keys()].sort()]);
      for (const [key, exact] of lines) {
        const off = (found.get(key) ?? 0n) * 10n ** 9n - exact;
        expect([face, key, off <= 10n ** 9n * 8n && off >= -(10n ** 9n) * 8n]).toEqual([face, key, true]);
      }
    }
  });
});
