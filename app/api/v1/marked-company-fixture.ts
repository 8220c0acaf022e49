import { type Amounts, addAmounts, BASES, noAmounts } from '@/lib/finance/basis';
import { formatDecimal } from '@/lib/finance/money';
import type { OrganizationSnapshot } from '@/lib/finance/organization';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { amountsOfCharge, type Charge } from '@/lib/reports/books-fixture';

// A random company of which every id, name, e-mail address and amount is a mark that stands nowhere else. Test support.

export const MONTHS = ['2026-08', '2026-09', '2026-10'] as const;
const RECORDS = ['Usage', 'Support', 'Tax', 'Credit', 'Something new'];

export type MarkedAccount = OrganizationSnapshot['accounts'][number] & {
  readonly project: string | null;
  readonly environment: string;
};
export type MarkedCompany = {
  readonly organization: OrganizationSnapshot;
  readonly accounts: readonly MarkedAccount[];
  readonly charges: readonly Charge[];
  readonly rules: Rules;
  readonly projects: readonly string[];
  readonly residual: bigint;
};

/** Whole numbers below `most`, the same for the same seed. */
export function chance(seed: number): (most: number) => number {
  let state = seed >>> 0 || 1;
  return (most) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % most;
  };
}

export function markedCompany(seed: number): MarkedCompany {
  const next = chance(seed);
  const mark = (kind: string) => `${kind}${String.fromCharCode(97 + next(26))}${(next(1e9) + 1e9).toString(36)}`;
  const digits = (count: number) => Array.from({ length: count }, () => next(10)).join('');
  const rootId = `r-${mark('r').slice(0, 9)}`;
  const units = Array.from({ length: 3 + next(4) }, () => ({
    id: `ou-${mark('q').slice(0, 6)}-${digits(8)}`,
    name: mark('Unit'),
  }));
  const placed = units.map((unit, at) => ({ ...unit, parentId: at === 0 ? rootId : (units[next(at)]?.id ?? rootId) }));
  const projects = Array.from({ length: 3 + next(3) }, () => mark('proj'));
  const pick = <T>(list: readonly T[], otherwise: T): T => list[next(list.length)] ?? otherwise;
  const accounts = Array.from(
    { length: 5 + next(4) },
    (_, at): MarkedAccount => ({
      ...{ id: `${1 + next(9)}${digits(11)}`, name: mark('Acct'), email: `${mark('mail')}@${mark('host')}.example` },
      ...{ arn: null, state: 'ACTIVE', joinedMethod: 'CREATED', joinedAt: '2024-01-01T00:00:00Z' },
      parentId: at === 0 ? rootId : pick(placed, { id: rootId, name: '', parentId: '' }).id,
      tags: { owner: mark('Tag') },
      ...{ project: next(3) === 0 ? pick(projects, '') : null, environment: mark('Env') },
    }),
  );
  const organization = {
    ...{ id: `o-${mark('o')}`, managementAccountId: accounts[0]?.id ?? '', featureSet: 'ALL' },
    ...{
      root: { id: rootId, name: mark('Root') },
      units: placed,
      accounts: accounts.map(({ project: _, environment: __, ...account }) => account),
    },
  };
  const services = new Map(accounts.map(({ id }) => [id, mark('Service')]));
  const charges = MONTHS.flatMap((month) =>
    accounts.flatMap(({ id }) =>
      RECORDS.flatMap((recordType) =>
        Array.from({ length: recordType === 'Usage' ? 3 : 1 }, (): Charge => {
          const units = BigInt(100 + next(9000)) * 1_000_000_000n + BigInt(1 + next(999_999_999));
          const app = recordType === 'Usage' && next(3) > 0 ? pick(projects, '') : '';
          const service = next(2) === 0 ? 'Amazon Simple Storage Service' : (services.get(id) ?? '');
          return {
            month,
            day: 1 + next(28),
            account: id,
            recordType,
            service,
            app,
            units: recordType === 'Credit' ? -units : units,
          };
        }),
      ),
    ),
  );
  const residual = BigInt(1 + next(90)) * 1_000_000_000n + BigInt(1 + next(999_999_999));
  return { organization, accounts, charges, projects, residual, rules: rulesOf(accounts, projects) };
}

function rulesOf(accounts: readonly MarkedAccount[], projects: readonly string[]): Rules {
  const held = { from: null, to: null } as const;
  const pool = { ...held, includeDedicated: false, weight: 'usage', weights: new Map(), otherwise: 'all' } as const;
  return {
    ...EMPTY_RULES,
    dimensions: { project: ['app'], environment: [] },
    projects: projects.map((id) => ({ id, name: `Name of ${id}`, class: 'cogs', owner: `owner-${id}@example.com` })),
    assignments: accounts.flatMap(({ id, project, environment }) =>
      project === null
        ? []
        : [{ ...held, when: { kind: 'accounts', ids: [id] } as const, then: { project, environment } }],
    ),
    pools: [
      {
        ...pool,
        id: 'support',
        source: { kind: 'chargeClass', chargeClass: 'support' },
        method: 'proportional',
        targets: 'all',
      },
      {
        ...pool,
        id: 'charges',
        source: { kind: 'charges', account: 'all' },
        method: 'proportional',
        targets: 'sameAccount',
      },
      { ...pool, id: 'untagged', source: { kind: 'untagged', account: 'all' }, method: 'keep', targets: 'all' },
    ],
  };
}

export type Sight = {
  readonly accounts: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
};

/** What scopes mean, told by the company itself: not by what the product makes of it. */
export function sightOf(company: MarkedCompany, scopes: readonly string[]): Sight {
  const named = (kind: string) =>
    scopes.flatMap((scope) => (scope.startsWith(`${kind}:`) ? [scope.slice(kind.length + 1)] : []));
  const units = new Set(named('ou'));
  for (const { id, parentId } of company.organization.units) if (units.has(parentId)) units.add(id);
  if (units.has(company.organization.root.id)) for (const { id } of company.organization.units) units.add(id);
  const accounts = new Set(named('account'));
  for (const { id, parentId } of company.accounts) if (parentId !== null && units.has(parentId)) accounts.add(id);
  const projects = new Set(named('project'));
  for (const { id, project } of company.accounts) if (project !== null && accounts.has(id)) projects.add(project);
  for (const { account, app } of company.charges) if (app !== '' && accounts.has(account)) projects.add(app);
  return { accounts, units, projects };
}

/** True for a charge of an account inside, or of a project that a scope names. */
function insideOf(company: MarkedCompany, scopes: readonly string[]): (charge: Charge) => boolean {
  const { accounts } = sightOf(company, scopes);
  const named = new Set(scopes.flatMap((scope) => (scope.startsWith('project:') ? [scope.slice(8)] : [])));
  const homeOf = new Map(company.accounts.map(({ id, project }) => [id, project]));
  return ({ account, app }) => accounts.has(account) || named.has(homeOf.get(account) ?? (app === '' ? '-' : app));
}

/** Every mark that a reader of these scopes may not be shown, and what it is of. */
export function foreignMarks(company: MarkedCompany, scopes: readonly string[]): Map<string, string> {
  const { accounts, units, projects } = sightOf(company, scopes);
  const marks = new Map<string, string>();
  const hide = (what: string, ...texts: (string | null | undefined)[]) => {
    for (const text of texts) if (text) marks.set(text, what);
  };
  const { organization } = company;
  for (const { id, name, email, tags } of company.accounts)
    if (!accounts.has(id)) hide('account', id, name, email, ...Object.values(tags ?? {}));
  for (const { id, name } of [...organization.units, organization.root]) if (!units.has(id)) hide('unit', id, name);
  hide('organization', organization.id);
  for (const id of company.projects) if (!projects.has(id)) hide('project', id);
  const inside = company.charges.filter(insideOf(company, scopes));
  const services = new Set(inside.map(({ service }) => service));
  const homes = new Set(inside.map(({ account }) => account));
  for (const { service } of company.charges)
    if (!services.has(service) && service.startsWith('Service')) hide('service', service);
  for (const { id, environment } of company.accounts) if (!homes.has(id)) hide('environment', environment);
  for (const [figure, what] of foreignFigures(company, scopes)) hide(what, figure);
  return marks;
}

/** Sums of what lies outside, and of the whole, as decimals; none that is also the sum of something inside. */
function foreignFigures(company: MarkedCompany, scopes: readonly string[]): Map<string, string> {
  const isInside = insideOf(company, scopes);
  // A project may carry all that an account of others has besides usage: its share is then that account's figure, rightly.
  const touched = new Set(company.charges.filter(isInside).map(({ account }) => account));
  const keys = (charge: Charge) => {
    const { month, account, service, recordType, app, day } = charge;
    const isUsage = recordType === 'Usage';
    return [
      ...[`account ${account}`, `account ${account} ${month}`],
      // What is not usage is shared out: a reader may rightly be given the whole of it, as a share.
      ...(isUsage ? [`account ${account} ${month} usage`, `account ${account} ${month} ${service} ${app}`] : []),
      ...(isUsage ? [`account ${account} ${month} ${day}`] : []),
      ...(isInside(charge) ? [] : ['all', `all ${month}`]),
      ...(isInside(charge) || !isUsage ? [] : ['all usage', `all ${month} usage`]),
    ];
  };
  const outside = new Map<string, Amounts>();
  const inside = new Set<string>();
  const add = (to: Map<string, Amounts>, charge: Charge) => {
    for (const key of keys(charge)) to.set(key, addAmounts(to.get(key) ?? noAmounts(), amountsOfCharge(charge)));
  };
  const within = new Map<string, Amounts>();
  for (const charge of company.charges)
    if (isInside(charge) || !touched.has(charge.account)) add(isInside(charge) ? within : outside, charge);
  const whole = new Map<string, Amounts>();
  for (const charge of company.charges)
    for (const key of ['whole', `whole ${charge.month}`])
      whole.set(key, addAmounts(whole.get(key) ?? noAmounts(), amountsOfCharge(charge)));
  for (const amounts of within.values()) for (const basis of BASES) inside.add(formatDecimal(amounts[basis]));
  const figures = new Map<string, string>([[formatDecimal(company.residual), 'residual']]);
  for (const [key, amounts] of [...outside, ...whole])
    for (const basis of BASES) {
      const figure = formatDecimal(amounts[basis]).replace(/^-/, '');
      if (!inside.has(figure) && figure.length > 8) figures.set(figure, `cost of ${key}`);
    }
  return figures;
}
