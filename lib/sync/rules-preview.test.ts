import { expect, it } from 'vitest';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { readRules } from '@/lib/finance/rules-document';
import { createConnection } from '@/lib/store/connections';
import { listShareUnits, listSliceUnits } from '@/lib/store/derived-reads';
import { account, cell, organization, publish, unit } from '@/lib/store/fixture';
import { saveOrganization } from '@/lib/store/organization';
import { currentRuleSetId } from '@/lib/store/rule-sets';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { changeRules, refreshDerivations } from './derivation-refresh';
import { previewLastMonths } from './rules-preview';

const NOW = new Date('2026-11-24T12:00:00Z');

function rulesFrom(document: object): Rules {
  const reading = readRules(document);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.rules;
}

const RULES = rulesFrom({
  dimensions: { project: ['app', 'App'] },
  assignments: [
    { when: { ou: 'ou-a' }, then: { project: 'search' } },
    { when: { tagValues: ['Check'] }, then: { project: 'check' } },
  ],
  pools: [
    { id: 'support', source: { chargeClass: 'support' }, method: 'proportional' },
    {
      id: 'untagged',
      source: { untagged: 'all' },
      method: 'fixed',
      weights: { check: 33.333333333, search: 66.666666667 },
    },
  ],
});

eachDatabase('the preview of rules', (open) => {
  it('is what saving them makes, to the unit, and saves nothing', async () => {
    const db = await open();
    const { id: connectionId } = await createConnection(db, {
      name: 'payer',
      kind: 'aws',
      createdAt: NOW.toISOString(),
    });
    const walk = organization([unit('ou-a', 'r-1', 'A')], [account('1', 'ou-a'), account('2', 'r-1')]);
    await saveOrganization(db, connectionId, walk, '2026-01-01T00:00:00Z');
    for (const month of ['2026-09', '2026-10', '2026-11']) {
      await publish(db, connectionId, month, {
        recordType: [
          cell('1', 'Usage', 1_000n),
          cell('1', 'Tax', 70n),
          cell('2', 'Usage', 5_000n),
          cell('2', 'Support', 101n),
        ],
        'tag:app': [cell('2', 'Check', 1_000n), cell('2', '', 3_996n)],
        'chain:["app","App"]': [cell('2', 'late', 500n), cell('2', '', 3_488n)],
      });
    }
    await refreshDerivations(db, NOW);
    const [found, ...others] = await previewLastMonths(db, RULES, NOW);
    expect(others).toEqual([]);
    expect(await currentRuleSetId(db)).toBe(0);
    if (!found) throw new Error('a connection with figures has a preview');
    expect([found.connection.name, found.month, found.unread]).toEqual(['payer', '2026-10', []]);
    expect(found.preview.projects.map(({ before }) => before.total.unblended)).toEqual([0n, 0n, 0n]);
    expect(found.preview.unallocated.before.unblended).toBe(6_171n);
    await changeRules(db, { rules: RULES, createdBy: 'a test', note: '', base: 0 }, NOW);
    const query = { connectionId, months: { from: '2026-10', to: '2026-11' } };
    const slices = await listSliceUnits(mintScope(db, 'all'), query, 'unblended');
    const shares = await listShareUnits(mintScope(db, 'all'), query, 'unblended');
    for (const { project, after } of found.preview.projects) {
      const direct = slices.filter(({ home }) => home === `project:${project}`).map(({ units }) => units);
      const moved = shares
        .filter(({ home }) => home === `project:${project}`)
        .map(({ side, units }) => (side === 'in' ? units : -units));
      const sum = (list: bigint[]) => list.reduce((a, b) => a + b, 0n);
      expect([project, after.direct.unblended, after.shared.unblended]).toEqual([project, sum(direct), sum(moved)]);
    }
    expect(found.preview.projects.map(({ project }) => project)).toEqual(['check', 'late', 'search']);
    const again = await previewLastMonths(
      db,
      { ...RULES, dimensions: { project: ['new'], environment: ['app'] } },
      NOW,
    );
    expect(again[0]?.unread).toEqual(['new']);
    expect(again[0]?.preview.unallocated.before).toEqual(found.preview.unallocated.after);
    expect(await previewLastMonths(db, EMPTY_RULES, new Date('2026-01-01T00:00:00Z'))).toMatchObject([
      { month: '2026-11' },
    ]);
  });
});
