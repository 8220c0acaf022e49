import { afterAll } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import type { Bill, BillLine } from '@/lib/finance/bill';
import { pathText } from '@/lib/finance/document-value';
import { parseDecimal } from '@/lib/finance/money';
import { addMonths, type Month } from '@/lib/finance/month';
import { readRules } from '@/lib/finance/rules-document';
import { rulesWarnings } from '@/lib/finance/rules-warnings';
import { readSharedCosts } from '@/lib/reports/shared-costs';
import { startSandbox } from '@/lib/sandbox/server';
import { createConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { findKnownNames } from '@/lib/store/known-names';
import { findRules } from '@/lib/store/rule-sets';
import { spread } from '@/lib/sync/bill-fixture';
import { changeRules } from '@/lib/sync/derivation-refresh';
import { runSync } from '@/lib/sync/sync';
import { type MovableWorld, movableWorld, NOON } from '@/lib/sync/world-fixture';
import * as costs from './costs/route';
import * as projects from './projects/route';
import { ask, openServer, tokenOf } from './route-fixture';

/** The service of a charge that names none. */
export const S3 = 'Amazon Simple Storage Service';

/** A charge of a company; usage of S3 unless told otherwise, an amount of at most seven decimals, so that no sum rounds. */
export const charge = (
  account: string,
  month: Month,
  amount: string,
  tags: BillLine['tags'] = {},
  more: Partial<BillLine> = {},
): BillLine => ({
  ...{ month, day: `${month}-03`, account, recordType: 'Usage', service: S3, tags, categories: {} },
  amounts: spread(amount),
  ...more,
});

/** What a project costs in a month, in whole units of 10⁻⁹ and the unblended basis. */
export type Row = {
  readonly direct: bigint;
  readonly shared: bigint;
  readonly total: bigint;
  readonly environments: Readonly<Record<string, bigint>>;
};

/** A payer in the sandbox, and the server that reads what its sync brought. */
export type Payer = {
  readonly name: string;
  readonly world: MovableWorld;
  readonly sync: () => Promise<string>;
};

const units = (text: string | null): bigint => parseDecimal(text ?? '');

/** Adds a payer to a server; the name is its connection's. */
async function addPayer(db: Database, name: string, bill: Bill): Promise<Payer> {
  const world = movableWorld(bill, NOON);
  const sandbox = await startSandbox({ world });
  afterAll(() => sandbox.close());
  const { id } = await createConnection(db, { name, kind: 'aws', historyMonths: 4 });
  const options = { trigger: 'manual', cap: 100_000, endpoint: sandbox.url, clock: () => world.now() } as const;
  return { name, world, sync: async () => (await runSync(db, id, options)).status };
}

/** A server without books, and what the tests of edges ask of it: rules in, figures out, over the handlers of the API. */
export async function openCompany() {
  const db = await openServer();
  const token = await tokenOf(db, 'executive');
  const get = async (handler: typeof projects.GET, path: string) => {
    const { status, json } = await ask(handler, path, { token });
    if (status !== 200) throw new Error(JSON.stringify(json));
    return json;
  };
  const rangeOf = (month: Month, connection?: string) =>
    `from=${month}&to=${addMonths(month, 1)}&basis=unblended${connection ? `&connection=${connection}` : ''}`;
  return {
    db,
    addPayer: (name: string, bill: Bill) => addPayer(db, name, bill),
    /** Puts a rules file in the place of the rules; what the import warns of. */
    saveRules: async (document: object): Promise<string[]> => {
      const reading = readRules(document);
      if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
      const [known, before] = [await findKnownNames(db), await findRules(db)];
      const warnings = rulesWarnings(reading.rules, known, before.rules);
      const set = { rules: reading.rules, createdBy: 'test', note: 'test', base: null };
      await changeRules(db, set, new Date(NOON));
      return warnings.map(({ path, message }) => `${pathText(path)}: ${message}`);
    },
    /** `/projects` of a month, which has to add up to AWS's total to the unit. */
    projectsOf: async (month: Month, connection?: string) => {
      const json = await get(projects.GET, `/projects?${rangeOf(month, connection)}`);
      const rows = new Map<string, Row>();
      let sum = units(json.unallocated) + units(json.residual);
      for (const row of json.rows) {
        sum += units(row.total);
        const environments = row.environments.map((each: { environment: string; amount: string }) => [
          each.environment,
          units(each.amount),
        ]);
        const [direct, shared, total] = [units(row.direct), units(row.shared), units(row.total)];
        rows.set(row.project, { direct, shared, total, environments: Object.fromEntries(environments) });
      }
      if (sum !== units(json.controlTotal)) throw new Error(`${month} does not add up: ${JSON.stringify(json)}`);
      return { rows, json, untagged: units(json.untagged), unallocated: units(json.unallocated) };
    },
    /** `/costs` of a month by one or two dimensions: amounts by their keys. */
    costsBy: async (groupBy: readonly string[], month: Month, more = '') => {
      const asked = groupBy.map((each) => `groupBy=${encodeURIComponent(each)}`).join('&');
      const json = await get(costs.GET, `/costs?${asked}&${rangeOf(month)}${more}`);
      return new Map<string, bigint>(
        json.rows.map((row: { keys: Record<string, string>; amount: string }) => [
          groupBy.map((each) => row.keys[each]).join(' | '),
          units(row.amount),
        ]),
      );
    },
    /** What the Shared costs screen says of special cases of a month. */
    noticesOf: async (month: Month): Promise<string[]> => {
      const months = { from: month, to: addMonths(month, 1) };
      const query = { connection: null, months, basis: 'unblended', key: '' } as const;
      const report = await readSharedCosts(administratorOf(db), query, new Date(NOON));
      if (report.kind !== 'shared-costs') throw new Error(report.kind);
      return report.costs.notices.map(({ message }) => message);
    },
  };
}

export type Company = Awaited<ReturnType<typeof openCompany>>;
