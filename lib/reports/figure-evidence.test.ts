import { beforeAll, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import type { Source } from '@/lib/finance/statement/explanation-source';
import { eachDatabase } from '@/lib/store/testing';
import { whyOf } from './figure-evidence';
import type { MonthRulesOf } from './month-rules';

const rulesOf = (account: string): Rules => ({
  ...EMPTY_RULES,
  assignments: [{ from: null, to: null, when: { kind: 'accounts', ids: [account] }, then: { project: 'shop' } }],
});
const then: MonthRulesOf = (connection, month) =>
  connection !== 'payer'
    ? null
    : month < '2026-10'
      ? { rules: rulesOf('111122223333'), frozen: true }
      : { rules: rulesOf('444455556666'), frozen: false };

const sliceOf = (...months: string[]): Source => ({
  ...{ kind: 'slice', chargeClass: 'usage', connection: 'payer', account: '111122223333', home: 'project:shop' },
  ...{ months, cubes: [], rules: [0], ruled: months.map((month) => ({ month, rule: 0 })) },
});

eachDatabase('why a part is where it is', (open) => {
  let viewer: Viewer;
  beforeAll(async () => {
    viewer = administratorOf(await open());
  });

  it('words the rule of each month: of a closed one the rule that was frozen with it', () => {
    expect(whyOf(viewer, sliceOf('2026-09'), then)).toBe('Rule 1 as closed: account 111122223333 → project shop');
    expect(whyOf(viewer, sliceOf('2026-10'), then)).toBe('Rule 1: account 444455556666 → project shop');
    expect(whyOf(viewer, sliceOf('2026-08', '2026-09', '2026-10'), then)).toBe(
      'Rule 1 as closed: account 111122223333 → project shop (2026-08, 2026-09); Rule 1: account 444455556666 → project shop (2026-10)',
    );
  });

  it('says the tag where no rule gave the home, and nothing of a month that was not derived', () => {
    expect(whyOf(viewer, sliceOf(), then)).toBe('By its tag');
    expect(whyOf(viewer, sliceOf('2026-09'), () => null)).toBe('By its tag');
  });
});
