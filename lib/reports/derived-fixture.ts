import { accountFactsOf } from '@/lib/finance/account-facts';
import { type Amounts, addAmounts, noAmounts } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { type DerivedMonth, deriveHomes, deriveMonth } from '@/lib/finance/derive-month';
import { detailLookup } from '@/lib/finance/detail';
import { addMonths, lastDay, type Month } from '@/lib/finance/month';
import { revenueByProject } from '@/lib/finance/project-revenue';
import type { Rules } from '@/lib/finance/rules';
import { bookOf } from '@/lib/finance/slice';
import type { ChainCell } from '@/lib/finance/tag-chain';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { showDerivations, writeDerivation } from '@/lib/store/derivations';
import { listRevenue } from '@/lib/store/finance-inputs';
import { listLatestLoads } from '@/lib/store/latest';
import { listLoadCells } from '@/lib/store/load-cells';
import { sumLoad } from '@/lib/store/loads';
import { getOrganization } from '@/lib/store/organization';
import { saveRuleSet } from '@/lib/store/rule-sets';
import type { AccountScope } from '@/lib/store/scope';
import { amountsOfCharge, type Charge, FIXTURE_NOW } from './books-fixture';

const cellsOf = (charges: readonly Charge[], rawOf: (charge: Charge) => string): ChainCell[] => {
  const cells = new Map<string, ChainCell>();
  for (const charge of charges.filter(({ recordType }) => chargeClassOf(recordType) === 'usage')) {
    const { account } = charge;
    const raw = rawOf(charge);
    const known = cells.get(`${account} ${raw}`)?.amounts ?? noAmounts();
    cells.set(`${account} ${raw}`, { account, raw, amounts: addAmounts(known, amountsOfCharge(charge)) });
  }
  return [...cells.values()];
};

/** The environment that a charge of test books is tagged with: by its day. Test support. */
export const environmentOf = ({ day }: Charge): string => (day <= 10 ? 'prod' : day <= 20 ? 'dev' : '');

/**
 * Saves rules and derives the months of stored test books under them, as a sync would have: the chains are the tag `app` and
 * the environment of `environmentOf`. Returns what was derived, by month. Test support.
 */
export async function deriveBooks(
  scope: AccountScope,
  connection: Connection,
  charges: readonly Charge[],
  rules: Rules,
): Promise<Map<Month, DerivedMonth>> {
  const { db } = scope;
  const createdAt = FIXTURE_NOW.toISOString();
  const ruleSetId = await saveRuleSet(db, { rules, createdAt, createdBy: 'test', note: '' });
  const derived = new Map<Month, DerivedMonth>();
  for (const month of [...new Set(charges.map((charge) => charge.month))].sort()) {
    const service = (await listLatestLoads(db, connection.id)).find(
      (each) => each.cube === 'service' && each.month === month,
    );
    const made = await deriveOne(scope, connection, month, charges, rules, service?.loadId ?? null);
    derived.set(month, made);
    const source = { connectionId: connection.id, month, ruleSetId, inputs: '', factsOf: lastDay(month) };
    const id = await writeDerivation(
      db,
      { ...source, serviceLoad: service?.loadId ?? null, runId: null, createdAt },
      made,
    );
    await showDerivations(db, [id], ruleSetId);
  }
  return derived;
}

async function deriveOne(
  scope: AccountScope,
  { id, currency }: Connection,
  month: Month,
  charges: readonly Charge[],
  rules: Rules,
  service: number | null,
): Promise<DerivedMonth> {
  const { db } = scope;
  const sums = service === null ? null : await sumLoad(db, service, 'key1');
  const services = service === null ? null : await servicesOf(db, service);
  const own = charges.filter((charge) => charge.month === month);
  const organization = await getOrganization(scope, id, lastDay(month));
  const accounts = organization ? accountFactsOf(organization) : new Map();
  const revenue = await listRevenue(scope, { from: month, to: addMonths(month, 1) });
  const input = {
    ...{ month, rules, accounts },
    book: bookOf(own.map((charge) => ({ ...charge, amounts: amountsOfCharge(charge) }))),
    projectChain: [{ key: 'app', cells: cellsOf(own, ({ app }) => app) }],
    environmentChain: [{ key: 'env', cells: cellsOf(own, environmentOf) }],
    serviceSums: sums && new Map(sums.map(({ key, amounts, cells }) => [key, { amounts, groups: cells }])),
    revenue: revenueByProject(revenue, { rules, month, accounts, currency }),
  };
  return deriveMonth(input, deriveHomes(input), { services, detail: detailLookup([]) });
}

async function servicesOf(db: Database, loadId: number): Promise<Map<string, Map<string, Amounts>>> {
  const services = new Map<string, Map<string, Amounts>>();
  for (const { key1, key2, amounts } of await listLoadCells(db, loadId)) {
    services.set(key1, (services.get(key1) ?? new Map()).set(key2, amounts));
  }
  return services;
}
