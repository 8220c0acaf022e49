import { expect, it } from 'vitest';
import { documentOf, readRules } from '@/lib/finance/rules-document';
import { readDraft } from './draft-reading';

const reading = readRules({
  assignments: [{ when: { ou: 'ou-a' }, then: { pool: 'net' } }],
  pools: [{ id: 'net', source: { pool: 'net' }, method: 'even' }],
});
const before = reading.ok ? reading.rules : null;

it('tells what a draft changes, or every fault of it with the entries that have none', () => {
  if (!before) throw new Error('these rules have no fault');
  const same = readDraft(documentOf(before), before);
  expect([same.changes, same.faults, same.rules, same.warnings]).toEqual([[], [], before, []]);
  const { pools = [], ...rest } = documentOf(before);
  expect(readDraft({ ...rest, pools: [] }, before).changes).toEqual(['Pool net: removed']);
  const bad = readDraft(
    { ...rest, pools: [{ id: '', source: { untagged: 'all' }, method: 'keep' }, ...pools] },
    before,
  );
  expect([bad.rules, bad.changes, bad.faults.map(({ path }) => path)]).toEqual([null, [], [['pools', 0, 'id']]]);
  expect([bad.pools, bad.assignments]).toEqual([[undefined, before.pools[0]], before.assignments]);
});
