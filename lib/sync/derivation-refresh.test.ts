import { beforeAll, expect, it } from 'vitest';
import { sumAmounts } from '@/lib/finance/basis';
import { FACES } from '@/lib/finance/face';
import { EMPTY_RULES, type PoolRule, type Rules } from '@/lib/finance/rules';
import { listMonthChecks } from '@/lib/store/books';
import { createConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listShownDerivations } from '@/lib/store/derivations';
import {
  listDerivations,
  listFace,
  listShares,
  listSlices,
  listSliceUnits,
  listUnallocated,
} from '@/lib/store/derived-reads';
import { account, cell, organization, publish, unit } from '@/lib/store/fixture';
import { saveOrganization } from '@/lib/store/organization';
import { findRules, listRuleSets } from '@/lib/store/rule-sets';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { changeRules, refreshDerivations } from './derivation-refresh';

const NOW = new Date('2026-11-24T12:00:00Z');
const MONTHS = ['2026-08', '2026-09', '2026-10'];
const EVER = { from: '2026-01', to: '2027-01' };

const base = { from: null, to: null, includeDedicated: false, weights: new Map(), otherwise: 'keep' } as const;
const support: PoolRule = {
  ...base,
  id: 'support',
  source: { kind: 'chargeClass', chargeClass: 'support' },
  method: 'proportional',
  weight: 'usage',
  targets: 'all',
};
const RULES: Rules = {
  ...EMPTY_RULES,
  dimensions: { project: ['app'], environment: [] },
  assignments: [
    { from: null, to: null, when: { kind: 'ou', id: 'ou-a' }, then: { project: 'search', environment: 'prod' } },
    {
      from: null,
      to: null,
      when: { kind: 'tagValues', values: ['Check'], dimension: null },
      then: { project: 'check' },
    },
  ],
  pools: [support],
};

const by = { createdBy: 'a test', note: '', base: null };

eachDatabase('derivations', (open) => {
  let db: Database;
  let connectionId: string;
  const scope = () => mintScope(db, 'all');
  const query = () => ({ connectionId, months: EVER });

  beforeAll(async () => {
    db = await open();
    connectionId = (await createConnection(db, { name: 'payer', kind: 'aws', createdAt: NOW.toISOString() })).id;
    const walk = organization([unit('ou-a', 'r-1', 'A')], [account('1', 'ou-a'), account('2', 'r-1')]);
    await saveOrganization(db, connectionId, walk, '2026-01-01T00:00:00Z');
    for (const month of MONTHS) {
      await publish(db, connectionId, month, {
        recordType: [
          cell('1', 'Usage', 1_000n),
          cell('1', 'Tax', 70n),
          cell('2', 'Usage', 5_000n),
          cell('2', 'Support', 100n),
        ],
        service: [cell('1', 'S3', 600n), cell('1', 'EC2', 398n), cell('2', 'S3', 5_000n)],
        'tag:app': [
          cell('1', 'any', 1_000n),
          cell('2', 'check', 2_000n),
          cell('2', 'Check', 1_000n),
          cell('2', '', 1_996n),
        ],
      });
    }
  });

  it('puts everything that no rule names into untagged usage and the charges of its account, and once is enough', async () => {
    expect(await refreshDerivations(db, NOW)).toEqual([{ connectionId, months: MONTHS }]);
    const slices = await listSlices(scope(), { connectionId, months: { from: '2026-10', to: '2026-11' } });
    expect(slices.map(({ account: id, home, chargeClass }) => [id, home, chargeClass])).toEqual([
      ['1', 'untagged', 'usage'],
      ['1', 'charges', 'tax'],
      ['2', 'untagged', 'usage'],
      ['2', 'charges', 'support'],
    ]);
    expect(await refreshDerivations(db, NOW)).toEqual([]);
  });

  it('changes rules and figures together: every charge has its home, shares sum to their pool', async () => {
    const { id, refreshed } = await changeRules(db, { ...by, rules: RULES }, NOW);
    expect(refreshed).toEqual([{ connectionId, months: MONTHS }]);
    expect((await findRules(db)).rules).toEqual(RULES);
    const months = { from: '2026-10', to: '2026-11' };
    const slices = await listSliceUnits(scope(), { connectionId, months }, 'unblended');
    expect(slices.map(({ account: of, home, units, dedicated, rule }) => [of, home, units, dedicated, rule])).toEqual([
      ['1', 'project:search', 70n, true, 0],
      ['1', 'project:search', 1_000n, true, 0],
      ['2', 'project:check', 3_000n, false, 1],
      ['2', 'untagged', 2_000n, false, null],
      ['2', 'charges', 100n, false, null],
    ]);
    const shares = await listShares(scope(), { connectionId, months });
    const sum = (side: string) => sumAmounts(shares.filter((each) => each.side === side).map(({ amounts }) => amounts));
    expect(sum('in')).toEqual(sum('out'));
    expect(shares.filter(({ side }) => side === 'in').map(({ home, amounts }) => [home, amounts.unblended])).toEqual([
      ['project:check', 75n],
      ['project:search', 25n],
    ]);
    const left = await listUnallocated(scope(), { connectionId, months });
    expect(left.map(({ home, reason, amounts }) => [home, reason, amounts.unblended])).toEqual([
      ['untagged', 'no-pool', 2_000n],
    ]);
    expect((await listDerivations(scope(), query())).map((each) => each.ruleSetId)).toEqual([id, id, id]);
    const checks = (await listMonthChecks(scope(), connectionId)).filter(({ name }) => name !== 'control');
    expect(new Set(checks.map(({ name }) => name))).toEqual(new Set(['projects', 'slices', 'faces']));
    expect(checks.filter(({ name, holds }) => name !== 'projects' && !holds)).toEqual([]);
  });

  it('tells every face of every account, each summing to its usage', async () => {
    const months = { from: '2026-10', to: '2026-11' };
    for (const face of FACES) {
      const cells = await listFace(scope(), { connectionId, months, face });
      const of = (id: string) => cells.filter((each) => each.account === id);
      expect([face, sumAmounts(of('1').map(({ amounts }) => amounts))]).toEqual([face, cell('1', '', 1_000n).amounts]);
      expect([face, sumAmounts(of('2').map(({ amounts }) => amounts))]).toEqual([face, cell('2', '', 5_000n).amounts]);
    }
    const told = await listFace(scope(), { connectionId, months, face: 'home.environment.service' });
    expect(
      told.map(({ account: id, home, environment, service, amounts }) => [
        id,
        home,
        environment,
        service,
        amounts.unblended,
      ]),
    ).toEqual([
      ['1', 'project:search', 'prod', '(rounding)', 2n],
      ['2', 'project:check', '(untagged)', 'S3', 3_000n],
      ['2', 'untagged', '(untagged)', 'S3', 2_000n],
      ['1', 'project:search', 'prod', 'EC2', 398n],
      ['1', 'project:search', 'prod', 'S3', 600n],
    ]);
  });

  it('derives only the months in which a changed rule holds, and keeps the others under the new rules', async () => {
    const before = await listShownDerivations(db, connectionId);
    const later: Rules = {
      ...RULES,
      pools: [support, { ...support, id: 'rest', source: { kind: 'untagged', account: 'all' }, from: '2026-10' }],
    };
    const { id, refreshed } = await changeRules(db, { ...by, rules: later }, NOW);
    expect(refreshed).toEqual([{ connectionId, months: ['2026-10'] }]);
    const after = await listShownDerivations(db, connectionId);
    expect(after.map((each) => each.ruleSetId)).toEqual([id, id, id]);
    expect(after.slice(0, 2).map((each) => each.id)).toEqual(before.slice(0, 2).map((each) => each.id));
    expect(await db.prisma.derivation.count()).toBe(3);
    expect(await db.prisma.slice.count({ where: { derivationId: { notIn: after.map((each) => each.id) } } })).toBe(0);
  });

  it('refuses a change that was made from rules which no longer count', async () => {
    const { id } = await findRules(db);
    await expect(changeRules(db, { ...by, base: id - 1, rules: EMPTY_RULES }, NOW)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await listRuleSets(db)).map((each) => each.id)[0]).toBe(id);
  });

  it('shows a reader of one account, or of one project, what is theirs alone', async () => {
    const one = mintScope(db, new Set(['1']));
    expect(new Set((await listSlices(one, query())).map((each) => each.account))).toEqual(new Set(['1']));
    const project = mintScope(db, new Set<string>(), { units: new Set(), projects: new Set(['check']) });
    const slices = await listSlices(project, query());
    expect(new Set(slices.map(({ home }) => home))).toEqual(new Set(['project:check']));
    const environments = await listFace(project, { ...query(), face: 'environment' });
    expect(sumAmounts(environments.map(({ amounts }) => amounts))).toEqual(
      sumAmounts(slices.map(({ amounts }) => amounts)),
    );
    expect(new Set((await listShares(project, query())).map(({ home }) => home))).toEqual(new Set(['project:check']));
    expect((await listDerivations(project, query())).map(({ notices }) => notices)).toEqual([[], [], []]);
  });

  it('follows a month that is published while the rules change', async () => {
    const change = changeRules(db, { ...by, rules: RULES }, NOW);
    await publish(db, connectionId, '2026-09', {
      recordType: [cell('1', 'Usage', 9n)],
      service: [cell('1', 'S3', 9n)],
    });
    await change;
    await refreshDerivations(db, NOW);
    const slices = await listSlices(scope(), { connectionId, months: { from: '2026-09', to: '2026-10' } });
    expect(sumAmounts(slices.map(({ amounts }) => amounts))).toEqual(cell('1', '', 9n).amounts);
  });
});
