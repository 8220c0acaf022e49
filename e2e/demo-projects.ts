import { demoCompany } from '@/lib/demo/company';
import { demoRules } from '@/lib/demo/rules';
import type { Basis } from '@/lib/finance/basis';
import type { BillLine } from '@/lib/finance/bill';
import { type ChargeClass, chargeClassOf } from '@/lib/finance/charge-class';
import { dayOf, lastDay, type Month } from '@/lib/finance/month';

// What the demo's projects cost, line by line and as the rules file reads: none of the product's arithmetic is in it.

const company = demoCompany(dayOf(new Date()));
const rules = demoRules();

/** Amounts are units of 10⁻¹⁸, by project; shared cost is that of all pools together. */
export type BruteProject = {
  direct: bigint;
  usage: bigint;
  shared: bigint;
  readonly environments: Map<string, bigint>;
  readonly accounts: Set<string>;
};
export type BruteMonth = {
  readonly projects: ReadonlyMap<string, BruteProject>;
  readonly untagged: bigint;
  readonly residual: bigint;
  readonly control: bigint;
};

type Named = { project?: string; pool?: string; environment?: string };
type When = {
  accountName?: string;
  accountTag?: { key: string; value: string };
  ou?: string;
  tagValues?: readonly string[];
};
const assignments: readonly { when: When; then: Named }[] = rules.assignments;

/** What the account rules say of an account, as the organization stood on the last day of a month. */
function accountsOn(month: Month): (id: string) => Named {
  const { accounts, units } = company.organizationOn(lastDay(month));
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  return (id) => {
    const account = accounts.find((each) => each.id === id);
    const name = account?.name ?? company.formerNames[id] ?? id;
    const above: string[] = [];
    for (let at = account?.parentId ?? undefined; at !== undefined; at = parents.get(at)) above.push(at);
    const found: Named = {};
    for (const { when, then } of assignments) {
      const groups = when.accountName === undefined ? null : new RegExp(when.accountName, 'u').exec(name);
      const tagged = when.accountTag !== undefined && account?.tags?.[when.accountTag.key] === when.accountTag.value;
      if (!groups && !tagged && !(when.ou !== undefined && above.includes(when.ou))) continue;
      const says: Named = { ...groups?.groups, ...then };
      if (found.project === undefined && found.pool === undefined) Object.assign(found, homeOf(says));
      if (found.environment === undefined && says.environment) found.environment = says.environment;
    }
    return found;
  };
}

const homeOf = ({ project, pool }: Named): Named => (project ? { project } : pool ? { pool } : {});

/** The first key of a chain that a line has counts, an empty value of it too. */
function chained(line: BillLine, keys: readonly string[], yields: 'project' | 'environment'): string {
  const key = keys.find((each) => Object.hasOwn(line.tags, each));
  const raw = key === undefined ? '' : (line.tags[key] ?? '');
  const rule = assignments.find(({ when, then }) => when.tagValues?.includes(raw) && then[yields] !== undefined);
  return rule?.then[yields] ?? raw;
}

/** Adds up a month of the demo's bill by the demo's rules. */
export function bruteMonth(month: Month, basis: Basis): BruteMonth {
  const ruleOf = accountsOn(month);
  const projects = new Map<string, BruteProject>();
  const of = (id: string): BruteProject => {
    const none = { direct: 0n, usage: 0n, shared: 0n, environments: new Map(), accounts: new Set<string>() };
    const known = projects.get(id) ?? none;
    projects.set(id, known);
    return known;
  };
  const pools = new Map<string, bigint>();
  const charges = new Map<string, Map<ChargeClass, bigint>>();
  const usageIn = new Map<string, Map<string, bigint>>();
  let [untagged, residual, control] = [0n, 0n, 0n];
  for (const line of company.bill.lines) {
    if (line.month !== month) continue;
    const amount = line.amounts[basis];
    control += amount;
    if (line.ungroupedOnly) {
      residual += amount;
      continue;
    }
    const rule = ruleOf(line.account);
    const chargeClass = chargeClassOf(line.recordType);
    const isUsage = chargeClass === 'usage';
    const tagged = isUsage && !rule.pool ? chained(line, rules.dimensions.project, 'project') : '';
    const project = rule.project ?? (rule.pool ? undefined : tagged || undefined);
    if (rule.pool) pools.set(rule.pool, (pools.get(rule.pool) ?? 0n) + amount);
    else if (project !== undefined) {
      const entry = of(project);
      entry.direct += amount;
      entry.accounts.add(line.account);
      const environment = isUsage
        ? (rule.environment ?? chained(line, rules.dimensions.environment, 'environment'))
        : `(${chargeClass})`;
      entry.environments.set(environment, (entry.environments.get(environment) ?? 0n) + amount);
      if (!isUsage) continue;
      entry.usage += amount;
      const here = usageIn.get(line.account) ?? new Map<string, bigint>();
      usageIn.set(line.account, here.set(project, (here.get(project) ?? 0n) + amount));
    } else if (isUsage) untagged += amount;
    else if (chargeClass === 'support') pools.set('support', (pools.get('support') ?? 0n) + amount);
    else {
      const own = charges.get(line.account) ?? new Map<ChargeClass, bigint>();
      charges.set(line.account, own.set(chargeClass, (own.get(chargeClass) ?? 0n) + amount));
    }
  }
  const usage = new Map([...projects].map(([id, each]) => [id, each.usage]));
  const give = (total: bigint, weights: ReadonlyMap<string, bigint>) => {
    const positive = [...weights].filter(([, weight]) => weight > 0n);
    const sum = positive.reduce((all, [, weight]) => all + weight, 0n);
    for (const [id, weight] of positive) of(id).shared += (total * weight) / sum;
  };
  give(pools.get('network') ?? 0n, usage);
  give(pools.get('support') ?? 0n, usage);
  give(pools.get('security') ?? 0n, new Map([...projects.keys()].map((id) => [id, 1n])));
  const fixed: Record<string, number> = rules.pools.find(({ id }) => id === 'sandboxes')?.weights ?? {};
  give(pools.get('sandboxes') ?? 0n, new Map(Object.entries(fixed).map(([id, weight]) => [id, BigInt(weight)])));
  for (const [account, classes] of charges) {
    for (const total of classes.values()) give(total, usageIn.get(account) ?? usage);
  }
  return { projects, untagged, residual, control };
}
