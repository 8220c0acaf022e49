import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createConnection } from '@/lib/store/connections';
import { closeDatabase, type Database, openDatabase } from '@/lib/store/database';
import { listSliceUnits } from '@/lib/store/derived-reads';
import { account, cell, organization, publish, unit } from '@/lib/store/fixture';
import { migrate } from '@/lib/store/migrate';
import { saveOrganization } from '@/lib/store/organization';
import { findRules, listRuleSets } from '@/lib/store/rule-sets';
import { mintScope } from '@/lib/store/scope';
import { refreshDerivations } from '@/lib/sync/derivation-refresh';
import { runHere } from './command-fixture';

const folder = mkdtempSync(join(tmpdir(), 'subledger-rules-'));
let db: Database;
let connectionId: string;
beforeAll(async () => {
  const url = `file:${join(folder, 'books.db')}`;
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
  db = await openDatabase(url);
  await migrate(db);
  connectionId = (await createConnection(db, { name: 'payer', kind: 'aws', currency: 'USD' })).id;
  const walk = organization([unit('ou-a', 'r-1', 'A')], [account('000000000001', 'ou-a'), account('2', 'r-1')]);
  await saveOrganization(db, connectionId, walk, '2026-01-01T00:00:00Z');
  for (const month of ['2026-01', '2026-02']) {
    await publish(db, connectionId, month, {
      recordType: [
        cell('000000000001', 'Usage', 2_000_000_000n),
        cell('2', 'Usage', 6_000_000_000n),
        cell('2', 'Support', 400_000_001n),
      ],
      'tag:app': [
        cell('2', 'Check', 4_000_000_000n),
        cell('2', '', 1_999_999_994n),
        cell('000000000001', '', 1_999_999_998n),
      ],
    });
  }
  await refreshDerivations(db, new Date('2026-03-05T00:00:00Z'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeDatabase(db);
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const RULES = `dimensions: { project: [app] }
projects:
  - { id: check, name: Checkout, class: cogs }
assignments:
  - when: { accounts: ["000000000001"] }
    then: { project: search }
  - when: { tagValues: [Check] }
    then: { project: check }
pools:
  - { id: support, source: { chargeClass: support }, method: proportional }
`;
const homes = async () => {
  const query = { connectionId, months: { from: '2026-02', to: '2026-03' } };
  return (await listSliceUnits(mintScope(db, 'all'), query, 'unblended')).map(({ home }) => home).sort();
};

describe('rules import', () => {
  it('says in a dry run what each project pays before and after, and stores nothing', async () => {
    const path = file('rules.yaml', RULES);
    const text = await runHere(['rules', 'import', path, '--dry-run', '--basis', 'unblended']);
    expect(text.code).toBe(0);
    expect(
      text.out
        .split('\n')
        .slice(0, 8)
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ['Unblended cost in USD'],
      ['payer, 2026-02', 'before', 'direct', 'shared', 'after', 'change'],
      ['Checkout', '0', '4', '0.266666667', '4.266666667', '4.266666667'],
      ['search', '0', '2', '0.133333334', '2.133333334', '2.133333334'],
      ['(unallocated)', '8.400000001', '2', '-6.400000001'],
      ['', 'of which untagged', '8', '2', '-6'],
      ['total', '8.400000001', '8.400000001', '0'],
      [''],
    ]);
    expect(text.out).toContain('Rule: account 000000000001 → project search: added');
    expect(text.out).toContain('rules.yaml has 1 project, 2 rules, 1 pool; 5 changes.\nA dry run: nothing was stored.');
    expect(text.err).toContain('Note: assignments[0].then.project: project search is not listed and has no cost (yet)');
    const document = JSON.parse((await runHere(['rules', 'import', path, '--dry-run', '--json'])).out);
    expect(document).toMatchObject({ dryRun: true, saved: false, ruleSet: 0, basis: 'amortized', refreshed: [] });
    expect(document.preview[0]).toMatchObject({
      connection: { name: 'payer' },
      currency: 'USD',
      month: '2026-02',
      rules: [
        { rule: 0, holds: true, catches: 1 },
        { rule: 1, holds: true, catches: 1 },
      ],
      notFetched: [],
    });
    expect(await listRuleSets(db)).toEqual([]);
  });

  it('says in a dry run which rules decide nothing, since others come first', async () => {
    const late = RULES.replace(
      'pools:',
      '  - when: { accountName: "^account 0" }\n    then: { project: late }\npools:',
    );
    const path = file('late.yaml', late);
    const { out } = await runHere(['rules', 'import', path, '--dry-run']);
    expect(out).toContain('Note: assignments[2] decides nothing in this month: assignments[0] comes first.');
    const document = JSON.parse((await runHere(['rules', 'import', path, '--dry-run', '--json'])).out);
    expect(document.preview[0].rules[2]).toMatchObject({ catches: 0, decidedBy: [0] });
  });

  it('stores the rules with all figures, and the same file twice changes nothing', async () => {
    const end = await runHere(['rules', 'import', file('rules.yaml', RULES), '--note', 'first']);
    expect(end.code).toBe(0);
    expect(end.out).toContain('Set 1 counts now; 2 months were worked out anew, without asking AWS.');
    expect(await homes()).toEqual(['charges', 'project:check', 'project:search', 'untagged']);
    expect(await findRules(db)).toMatchObject({ id: 1, note: 'first', createdBy: 'The command line' });
    const again = JSON.parse((await runHere(['rules', 'import', file('rules.yaml', RULES), '--json'])).out);
    expect(again).toMatchObject({ saved: false, ruleSet: 1, changes: [], refreshed: [] });
    expect(await listRuleSets(db)).toHaveLength(1);
  });

  it('gives back what it took, in both formats', async () => {
    const { rules } = await findRules(db);
    for (const format of ['json', 'yaml']) {
      const { out } = await runHere(['rules', 'export', '--format', format]);
      const same = await runHere(['rules', 'import', file(`again.${format}`, out), '--json']);
      expect(JSON.parse(same.out)).toMatchObject({ saved: false, changes: [] });
    }
    const path = join(folder, 'out.yml');
    expect((await runHere(['rules', 'export', '--out', path])).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toMatch(/^dimensions:\n/);
    expect((await findRules(db)).rules).toEqual(rules);
    expect((await runHere(['rules', 'export', '--json', '--format', 'yaml'])).code).toBe(2);
  });

  it('tells every fault by line, column and path, and imports nothing', async () => {
    const bad =
      'pools:\n- { id: p, source: {}, method: evenly }\nassignments:\n- when: { accounts: [1] }\n  then: {}\n';
    const end = await runHere(['rules', 'import', file('bad.yaml', bad), '--json']);
    expect(end).toMatchObject({ code: 1, out: '' });
    expect(end.err.split('\n')).toEqual([
      'bad.yaml has 3 faults: nothing was imported.',
      expect.stringMatching(/^ {2}line 2, column 12, pools\[0\]\.source: names no source/),
      expect.stringMatching(/^ {2}line 2, column 24, pools\[0\]\.method: "evenly" must be even/),
      expect.stringMatching(
        /^ {2}line 4, column 22, assignments\[0\]\.when\.accounts\[0\]: is a number: write it in quotes/,
      ),
      'Mend what is named and import the file again.',
      '',
    ]);
    expect((await runHere(['rules', 'import', join(folder, 'none.json')])).err).toMatch(/none\.json cannot be read/);
    expect((await findRules(db)).id).toBe(1);
  });
});

describe('rules history and undo', () => {
  it('tells who changed what, and goes back with all figures', async () => {
    expect((await runHere(['rules', 'undo', '--dry-run'])).out).toContain(
      'Rule: tag value "Check" → project check: removed',
    );
    const changed = RULES.replace('class: cogs', 'class: rnd').replace('project: search', 'pool: platform');
    expect((await runHere(['rules', 'import', file('changed.yaml', changed)])).code).toBe(0);
    expect(await homes()).toEqual(['charges', 'pool:platform', 'project:check', 'untagged']);
    const undone = await runHere(['rules', 'undo']);
    expect(undone.out).toContain('Set 1 has 1 project, 2 rules, 1 pool; 2 changes.\nSet 3 counts now');
    expect(await homes()).toEqual(['charges', 'project:check', 'project:search', 'untagged']);
    const history = await runHere(['rules', 'history']);
    expect(history.out.replace(/\S+Z/g, 'then').split('\n').slice(0, 6)).toEqual([
      '3  then  The command line: Back to set 1',
      '    Project check: class rnd → cogs',
      '    Rule: account 000000000001 → pool platform: then pool platform → project search',
      '2  then  The command line: Imported from changed.yaml',
      '    Project check: class cogs → rnd',
      '    Rule: account 000000000001 → project search: then project search → pool platform',
    ]);
    const { rows } = JSON.parse((await runHere(['rules', 'history', '--json', '--limit', '1'])).out);
    expect(rows).toMatchObject([
      { id: 3, note: 'Back to set 1', changes: [{ kind: 'changed', path: 'projects[0]' }, { path: 'assignments[0]' }] },
    ]);
    expect((await runHere(['rules', 'undo', '--to', '0'])).out).toContain('Without rules there are 0 projects');
    expect(await homes()).toEqual(['charges', 'untagged', 'untagged']);
  });

  it('refuses numbers that are none', async () => {
    expect((await runHere(['rules', 'undo', '--to', '99'])).err).toContain('There is no set of rules 99.');
    expect((await runHere(['rules', 'undo', '--to', 'x'])).code).toBe(2);
    expect((await runHere(['rules', 'history', '--limit', '0'])).code).toBe(2);
    expect((await runHere(['rules', 'restore'])).err).toContain('There are: export, import, history, undo.');
  });
});

it('touches no store before the file is right', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'subledger-rules-'));
  vi.stubEnv('DATABASE_URL', `file:${join(empty, 'books.db')}`);
  expect((await runHere(['rules', 'import', file('x.json', '{"pools": {}}')])).code).toBe(1);
  expect(readdirSync(empty)).toEqual([]);
  expect((await runHere(['rules', 'undo'])).err).toContain('There are no rules, so there is nothing to go back to.');
  expect((await runHere(['rules', 'export'])).out).toContain('"pools": []');
  rmSync(empty, { recursive: true });
});
