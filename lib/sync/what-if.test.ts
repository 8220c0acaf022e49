import { beforeAll, expect, it } from 'vitest';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { readRules } from '@/lib/finance/rules-document';
import { type SharedCosts, sharedCosts } from '@/lib/finance/shared-cost';
import { type Connection, createConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listShareUnits, listSliceUnits, listUnallocatedUnits } from '@/lib/store/derived-reads';
import { account, cell, organization, publish, unit } from '@/lib/store/fixture';
import { saveOrganization } from '@/lib/store/organization';
import { currentRuleSetId } from '@/lib/store/rule-sets';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { closeMonth } from './close-month';
import { changeRules, refreshDerivations } from './derivation-refresh';
import { whatIf, whatIfMonths } from './what-if';

const NOW = new Date('2026-11-24T12:00:00Z');
const MONTHS = ['2026-08', '2026-09', '2026-10'];
const RANGE = { from: '2026-09', to: '2026-11' };

function rulesFrom(document: object): Rules {
  const reading = readRules(document);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.rules;
}
const chain = { dimensions: { project: ['app'] } };
const assignments = [{ when: { ou: 'ou-a' }, then: { project: 'search' } }];
const support = { id: 'support', source: { chargeClass: 'support' }, method: 'proportional' };
const BEFORE = rulesFrom({ ...chain, assignments, pools: [support] });
const AFTER = rulesFrom({
  ...chain,
  assignments,
  pools: [
    { ...support, method: 'fixed', weights: { search: 60, check: 30, gone: 10 }, from: '2026-09' },
    { id: 'untagged', source: { untagged: 'all' }, method: 'even', from: '2026-10' },
  ],
});

eachDatabase('what rules would do', (open) => {
  let db: Database;
  let connection: Connection;

  beforeAll(async () => {
    db = await open();
    connection = await createConnection(db, { name: 'payer', kind: 'aws', createdAt: NOW.toISOString() });
    const walk = organization([unit('ou-a', 'r-1', 'A')], [account('1', 'ou-a'), account('2', 'r-1')]);
    await saveOrganization(db, connection.id, walk, '2026-01-01T00:00:00Z');
    for (const month of MONTHS) {
      await publish(db, connection.id, month, {
        recordType: [cell('1', 'Usage', 1_000n), cell('2', 'Usage', 5_000n), cell('2', 'Support', 101n)],
        'tag:app': [cell('2', 'check', 3_000n), cell('2', '', 2_000n)],
      });
    }
    await refreshDerivations(db, NOW);
    await changeRules(db, { rules: BEFORE, createdBy: 'a test', note: '', base: 0 }, NOW);
  });

  /** What the store shows, added up in the same way; without the notices. */
  async function stored(): Promise<Omit<SharedCosts, 'notices'>> {
    const query = { connectionId: connection.id, months: RANGE };
    const [slices, shares, unallocated] = await Promise.all([
      listSliceUnits(mintScope(db, 'all'), query, 'unblended'),
      listShareUnits(mintScope(db, 'all'), query, 'unblended'),
      listUnallocatedUnits(mintScope(db, 'all'), query, 'unblended'),
    ]);
    const { notices: _, ...sums } = sharedCosts({ slices, shares, unallocated, notices: [] });
    return sums;
  }

  it('is what is stored before, what saving makes after, to the unit, and saves nothing itself', async () => {
    const query = { connections: [connection], months: RANGE, basis: 'unblended' as const };
    const set = await currentRuleSetId(db);
    const { before, after } = await whatIf(db, { before: BEFORE, after: AFTER }, query);
    expect(await currentRuleSetId(db)).toBe(set);
    expect(before).toMatchObject(await stored());
    expect(before.pools).toEqual([{ pool: 'support', moved: 202n, left: 0n }]);
    expect(before.unallocated).toBe(4_000n);
    expect(after.pools).toEqual([
      { pool: 'support', moved: 182n, left: 20n },
      { pool: 'untagged', moved: 2_000n, left: 0n },
    ]);
    expect(after.notices).toEqual([
      {
        pool: 'support',
        message: 'Project gone has nothing in this month: its share stays unallocated.',
        months: ['2026-09', '2026-10'],
      },
    ]);
    await changeRules(db, { rules: AFTER, createdBy: 'a test', note: '', base: set }, NOW);
    expect(after).toMatchObject(await stored());
    await changeRules(db, { rules: BEFORE, createdBy: 'a test', note: '', base: null }, NOW);
  });

  it('lists the months that would change, and counts those that would not', async () => {
    const changes = { before: BEFORE, after: AFTER };
    const { changed, untouched } = await whatIfMonths(db, changes, [connection], 'unblended');
    // In August the draft has no pool, so that its support stays; in October untagged usage is shared as well.
    expect(changed.map(({ month, projects, moved, unallocated }) => [month, projects, moved, unallocated])).toEqual([
      ['2026-08', 2, 101n, { before: 2_000n, after: 2_101n }],
      ['2026-09', 2, 46n, { before: 2_000n, after: 2_010n }],
      ['2026-10', 2, 1_990n, { before: 2_000n, after: 10n }],
    ]);
    expect(untouched).toBe(0);
    const later = rulesFrom({ ...chain, assignments, pools: [{ ...support, to: '2026-12' }] });
    expect(await whatIfMonths(db, { before: BEFORE, after: later }, [connection], 'unblended')).toEqual({
      ...{ changed: [], untouched: 3, closed: 0 },
    });
    const none = await whatIfMonths(db, { before: BEFORE, after: EMPTY_RULES }, [connection], 'unblended');
    expect(none.changed).toHaveLength(3);
  });

  it('leaves closed months as they were closed, and says so', async () => {
    const frozen = await stored();
    const by = { connectionId: connection.id, by: 'a test', force: 'a test' };
    await closeMonth(db, { ...by, month: '2026-08' }, NOW);
    await closeMonth(db, { ...by, month: '2026-09' }, NOW);
    const query = { connections: [connection], basis: 'unblended' as const };
    const september = { from: '2026-09', to: '2026-10' };
    const closed = await whatIf(db, { before: BEFORE, after: AFTER }, { ...query, months: september });
    expect(closed.after).toEqual(closed.before);
    expect([closed.closed, closed.before.pools]).toEqual([['2026-09'], [{ pool: 'support', moved: 101n, left: 0n }]]);
    const both = await whatIf(db, { before: BEFORE, after: AFTER }, { ...query, months: RANGE });
    expect(both.before).toMatchObject(frozen);
    expect(both.after.pools).toEqual([
      { pool: 'support', moved: 192n, left: 10n },
      { pool: 'untagged', moved: 2_000n, left: 0n },
    ]);
    const effects = await whatIfMonths(db, { before: BEFORE, after: AFTER }, [connection], 'unblended');
    expect([effects.changed.map(({ month }) => month), effects.closed]).toEqual([['2026-10'], 2]);
    // Saved, the closed months stand, and what it makes of the open one is what was said.
    await changeRules(db, { rules: AFTER, createdBy: 'a test', note: '', base: null }, NOW);
    expect(both.after).toMatchObject(await stored());
  });
});
