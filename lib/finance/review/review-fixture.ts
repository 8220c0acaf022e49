import { parseDecimal } from '../money';
import { type Finding, reviewOf } from './review';
import type { ReviewAccount, ReviewFacts } from './review-facts';

/** Whole units of the currency as units of 10⁻⁹. Test support. */
export const money = (amount: number | string): bigint => parseDecimal(String(amount));

/** An ordinary account: open, tagged with an owner, of no cost, in the OU `ou-work`. Test support. */
export const accountWith = (id: string, more: Partial<ReviewAccount> = {}): ReviewAccount => ({
  ...{ id, name: `account ${id}`, state: 'ACTIVE', stateBefore: 'ACTIVE', since: '2020-01-01', parentId: 'ou-work' },
  ...{ tags: { owner: 'ana' }, inOrganization: true, total: 0n, usage: 0n, classes: new Map(), dedicated: null },
  ...{ homes: new Map(), environments: new Map(), services: new Map(), senders: null, unsharedSupport: 0n },
  ...{ commitmentFees: 0n, lastMonths: [money(1), money(1), money(1)] },
  ...more,
});

/** Usage by home, all of it usage: what `homes` of an account holds. Test support. */
export const homesOf = (homes: Readonly<Record<string, number>>): ReviewAccount['homes'] =>
  new Map(Object.entries(homes).map(([key, amount]) => [key, { total: money(amount), usage: money(amount) }]));

/** A small company: the payer `1` under the root, one OU. Test support. */
export const companyOf = (accounts: readonly ReviewAccount[], more: Partial<ReviewFacts> = {}): ReviewFacts => ({
  ...{ months: { from: '2026-10', to: '2026-11' }, basis: 'amortized', dormantSince: '2026-08-01' },
  ...{ root: { id: 'r-1', name: 'Root' }, managementAccountId: '1', projectKeys: ['app'], variants: [] },
  units: [{ id: 'ou-work', name: 'Workloads', parentId: 'r-1' }],
  projects: new Map(),
  accounts: [accountWith('1', { parentId: 'r-1', tags: {} }), ...accounts],
  ...more,
});

/** What one rule finds in a small company. Test support. */
export const findBy = (rule: string, accounts: readonly ReviewAccount[], more: Partial<ReviewFacts> = {}): Finding[] =>
  reviewOf(companyOf(accounts, more)).filter((finding) => finding.rule === rule);

/** Every figure in the evidence of findings, in order. Test support. */
export const amountsIn = (findings: readonly Finding[]): bigint[] =>
  findings.flatMap(({ evidence }) => evidence.flatMap(({ units }) => (units === null ? [] : [units])));
