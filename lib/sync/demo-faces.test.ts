import { expect, it } from 'vitest';
import type { BillLine } from '@/lib/finance/bill';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { FACES, type FaceName } from '@/lib/finance/face';
import { demoWorld } from '@/lib/sandbox/demo-world';
import { listFace } from '@/lib/store/face-reads';
import { chainValue, saveChains } from './chain-fixture';
import { syncFixture } from './sync-fixture';

const DIMENSIONS = { project: ['app', 'App'], environment: ['env', 'Environment'] };
const MONTHS = { from: '2026-10', to: '2026-11' };
/** Units: what AWS's rounding may add up to over the lines of a cell. */
const BOUND = 50n;

function bruteForce(lines: readonly BillLine[], name: FaceName): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const line of lines) {
    if (line.month !== MONTHS.from || chargeClassOf(line.recordType) !== 'usage') continue;
    const project = chainValue(line, DIMENSIONS.project);
    const keys: Record<string, string> = {
      home: project === '' ? 'untagged' : `project:${project}`,
      environment: chainValue(line, DIMENSIONS.environment) || '(untagged)',
      service: line.service,
    };
    const key = JSON.stringify([line.account, ...name.split('.').map((each) => keys[each])]);
    sums.set(key, (sums.get(key) ?? 0n) + line.amounts.amortized);
  }
  return sums;
}

it('tells the demo company by every face as its bill says, all but what two keys cannot tell', {
  timeout: 300_000,
}, async () => {
  const world = demoWorld(() => new Date('2026-11-24T12:00:00Z'));
  const { connectionId, scope, sync, db } = await syncFixture(world);
  await saveChains({ db }, { dimensions: DIMENSIONS });
  expect((await sync()).status).toBe('succeeded');
  for (const face of FACES) {
    const truth = bruteForce(world.bill.lines, face);
    const cells = await listFace(scope, { connectionId, months: MONTHS, face });
    const whole = cells.reduce((sum, { amounts }) => sum + amounts.amortized, 0n);
    let unknown = 0n;
    for (const { account, home, environment, service, amounts } of cells) {
      const keys = [home, environment, service].filter((key) => key !== null);
      if (keys.includes('(rounding)') || keys.includes('rounding')) continue;
      if (keys.includes('(not fetched)')) {
        unknown += amounts.amortized;
        continue;
      }
      const exact = truth.get(JSON.stringify([account, ...keys])) ?? 0n;
      const off = amounts.amortized * 10n ** 9n - exact;
      expect([face, account, ...keys, off <= BOUND * 10n ** 9n && off >= -BOUND * 10n ** 9n]).toEqual([
        face,
        account,
        ...keys,
        true,
      ]);
    }
    expect(unknown * 100n <= (face === 'home.environment.service' ? whole : 0n)).toBe(true);
  }
});
