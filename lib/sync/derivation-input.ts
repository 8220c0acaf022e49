import { createHash } from 'node:crypto';
import { type AccountFacts, accountFactsOf } from '@/lib/finance/account-facts';
import { chainCube } from '@/lib/finance/cube';
import type { DerivedHomes, DeriveInput, FaceSources } from '@/lib/finance/derive-month';
import { type DetailCube, type DetailLookup, detailLookup } from '@/lib/finance/detail';
import { detailOf, isDetailCube } from '@/lib/finance/detail-cube';
import type { Revenue } from '@/lib/finance/input-kind';
import { addMonths, type Day, lastDay, type Month } from '@/lib/finance/month';
import { revenueByProject } from '@/lib/finance/project-revenue';
import { isEffective, type Rules } from '@/lib/finance/rules';
import { bookOf } from '@/lib/finance/slice';
import type { ChainKey } from '@/lib/finance/tag-chain';
import { usageLookup } from '@/lib/finance/usage-line';
import {
  chainCellsIn,
  LINES_CUBE,
  LINES_REST_CUBE,
  type UsageSets,
  usageLinesIn,
  usageSetsOf,
} from '@/lib/finance/usage-set';
import type { Database } from '@/lib/store/database';
import { listRevenue } from '@/lib/store/finance-inputs';
import { listLoadCells } from '@/lib/store/load-cells';
import { sumLoad } from '@/lib/store/loads';
import { getOrganization } from '@/lib/store/organization';
import type { AccountScope } from '@/lib/store/scope';

/** Raised when the same input would give other figures: every month is then derived again. */
const ENGINE = 4;

/** What a month is derived from: the loads of its cubes, and the rules. */
export type DerivationSource = {
  readonly db: Database;
  /** Of everything. */
  readonly scope: AccountScope;
  readonly connectionId: string;
  readonly currency: string | null;
  readonly month: Month;
  readonly loads: ReadonlyMap<string, number>;
  readonly rules: Rules;
};

/** The month as the rules see it, and a digest of all that its derivation depends on. */
export type DerivationBasis = {
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  readonly revenue: readonly Revenue[];
  readonly factsOf: Day;
  readonly digest: string;
};

/** Reads what decides whether a month must be derived again. */
export async function readDerivationBasis(source: DerivationSource): Promise<DerivationBasis> {
  const { scope, connectionId, month, rules, loads } = source;
  const day = lastDay(month);
  const weighs = rules.pools.some((pool) => isEffective(pool, month) && pool.weight === 'revenue');
  const [organization, revenue] = await Promise.all([
    getOrganization(scope, connectionId, day),
    weighs ? listRevenue(scope, { from: month, to: addMonths(month, 1) }) : [],
  ]);
  const accounts = organization ? accountFactsOf(organization) : new Map<string, AccountFacts>();
  const read = [...cubesOf(rules)].map((cube) => [cube, loads.get(cube) ?? null]);
  const details = [...loads].filter(([cube]) => isDetailCube(cube)).sort(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash('sha256')
    .update(
      toJson([ENGINE, read, details, rulesOfMonth(rules, month), source.currency, revenue, [...accounts.values()]]),
    )
    .digest('hex');
  return { accounts, revenue, factsOf: organization?.asOf ?? day, digest };
}

const toJson = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'bigint' ? `${each}n` : each instanceof Map ? [...each] : each,
  );

/** The rules that hold in a month, each with its place in the list. */
const rulesOfMonth = ({ dimensions, assignments, pools }: Rules, month: Month) => [
  dimensions,
  [...assignments.entries()].filter(([, rule]) => isEffective(rule, month)),
  pools.filter((pool) => isEffective(pool, month)),
];

/** The cubes that every derivation under some rules reads. */
function cubesOf({ dimensions }: Rules): Set<string> {
  const chains = [dimensions.project, dimensions.environment];
  const cubes = chains.flatMap((keys) => keys.map((_, at) => chainCube(keys.slice(0, at + 1))));
  return new Set(['recordType', 'service', LINES_CUBE, ...cubes]);
}

/** Reads the cubes that give every charge its home. */
export async function readDeriveInput(source: DerivationSource, basis: DerivationBasis): Promise<DeriveInput> {
  const { db, month, rules, loads, currency } = source;
  const service = loads.get('service');
  const sets = isToldByLines(source) ? await readUsageSets(source) : null;
  const [book, projectChain, environmentChain, serviceSums] = await Promise.all([
    cellsOf(source, 'recordType'),
    chainOf(source, rules.dimensions.project, sets),
    chainOf(source, rules.dimensions.environment, sets),
    service === undefined ? null : sumLoad(db, service, 'key1'),
  ]);
  const { accounts, revenue } = basis;
  return {
    month,
    rules,
    accounts,
    book: bookOf((book ?? []).map(({ key1, key2, amounts }) => ({ account: key1, recordType: key2, amounts }))),
    projectChain,
    environmentChain,
    serviceSums:
      serviceSums && new Map(serviceSums.map(({ key, amounts, cells }) => [key, { amounts, groups: cells }])),
    revenue: revenueByProject(revenue, { rules, month, accounts, currency }),
  };
}

async function cellsOf({ db, loads }: DerivationSource, cube: string, key1?: readonly string[]) {
  const load = loads.get(cube);
  return load === undefined ? null : listLoadCells(db, load, key1);
}

/** A chain's keys, each from its cube; a bill in a file has cubes of single keys, and its lines tell what is left to later ones. */
async function chainOf(source: DerivationSource, keys: readonly string[], sets: UsageSets | null): Promise<ChainKey[]> {
  return Promise.all(
    keys.map(async (key, at): Promise<ChainKey> => {
      const chain = keys.slice(0, at + 1);
      const cells = await cellsOf(source, chainCube(chain));
      const read = cells?.map(({ key1, key2, amounts }) => ({ account: key1, raw: key2, amounts }));
      return { key, cells: read ?? (sets && chainCellsIn(sets, chain)) };
    }),
  );
}

/** Reads what tells the usage of the accounts with more than one home. */
export async function readFaceSources(source: DerivationSource, { mixed }: DerivedHomes): Promise<FaceSources> {
  const accounts = mixed.map(({ account }) => account);
  const cells = await cellsOf(source, 'service', accounts);
  const services = new Map<string, Map<string, (typeof cells & object)[number]['amounts']>>();
  for (const { key1, key2, amounts } of cells ?? []) {
    const known = services.get(key1);
    if (known) known.set(key2, amounts);
    else services.set(key1, new Map([[key2, amounts]]));
  }
  return { services: cells === null ? null : services, detail: await readDetail(source) };
}

/** What tells a third dimension: the lines of a bill in a file, or the detail cubes of the month, as far as they were asked. */
async function readDetail(source: DerivationSource): Promise<DetailLookup> {
  const { db, loads, rules } = source;
  const sets = await readUsageSets(source);
  if (sets) {
    const lines = usageLinesIn(sets, rules.dimensions);
    return lines ? usageLookup(lines) : detailLookup([]);
  }
  const cubes: DetailCube[] = [];
  for (const [cube, load] of loads) if (isDetailCube(cube)) cubes.push(detailOf(cube, await listLoadCells(db, load)));
  return detailLookup(cubes);
}

/** True when the rules name a key that has no cube of its own here. */
const isToldByLines = ({ rules, loads }: DerivationSource): boolean =>
  loads.has(LINES_CUBE) && [...cubesOf(rules)].some((cube) => !loads.has(cube));

/** The usage of a bill in a file by service and tags; null of a payer, and of a file imported before they were kept. */
async function readUsageSets(source: DerivationSource): Promise<UsageSets | null> {
  const [lines, rests] = await Promise.all([cellsOf(source, LINES_CUBE), cellsOf(source, LINES_REST_CUBE)]);
  return lines && usageSetsOf(lines, rests ?? []);
}
