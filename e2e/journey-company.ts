import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { type Amounts, amountsOf, BASES, type Basis } from '@/lib/finance/basis';
import { type Bill, type BillLine, LINE_SCALE } from '@/lib/finance/bill';
import { parseDecimal } from '@/lib/finance/money';
import { addMonths, firstDay, type Month, monthOf, monthsIn } from '@/lib/finance/month';
import { readRules } from '@/lib/finance/rules-document';
import { billWorld } from '@/lib/sandbox/bill-world';
import { type Sandbox, startSandbox } from '@/lib/sandbox/server';
import type { World } from '@/lib/sandbox/world';
import { createConnection } from '@/lib/store/connections';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { migrate } from '@/lib/store/migrate';
import { createToken } from '@/lib/store/tokens';
import { changeRules } from '@/lib/sync/derivation-refresh';
import { runSync } from '@/lib/sync/sync';
import { startServer } from './server';

/** Months of history: two years, so that a quarter has one a year before. */
const HISTORY = 26;
const thisMonth = monthOf(new Date());
export const lastMonth: Month = addMonths(thisMonth, -1);
/** The last calendar quarter that is over. */
export const quarter = {
  from: addMonths(thisMonth, -3 - ((Number(thisMonth.slice(5)) - 1) % 3)),
  to: addMonths(thisMonth, -((Number(thisMonth.slice(5)) - 1) % 3)),
};

export const ACCOUNTS = {
  payer: '100000000001',
  shop: '100000000002',
  search: '100000000003',
  lake: '100000000004',
  tools: '100000000005',
} as const;
const NAMES = {
  [ACCOUNTS.payer]: 'payer',
  [ACCOUNTS.shop]: 'shop-prod',
  [ACCOUNTS.search]: 'search-prod',
  [ACCOUNTS.lake]: 'data-lake',
  [ACCOUNTS.tools]: 'tools',
};

export const REDSHIFT = 'Amazon Redshift';
const EC2 = 'Amazon Elastic Compute Cloud - Compute';
const S3 = 'Amazon Simple Storage Service';

/** An amount of a line, a little different in every basis. */
function spread(amount: string): Amounts {
  const line = parseDecimal(amount, LINE_SCALE);
  return amountsOf((basis) => line + (line / 100n) * BigInt(BASES.indexOf(basis)));
}

type Charge = readonly [account: string, recordType: string, service: string, app: string | null, amount: string];

/** What a month is charged: fractions of cents everywhere, and in the lake a warehouse that came with the quarter. */
function chargesOf(month: Month, at: number): Charge[] {
  const { payer, shop, search, lake, tools } = ACCOUNTS;
  const cents = `${String((at * 7919 + 333) % 1000).padStart(3, '0')}4567`;
  return [
    [shop, 'Usage', EC2, 'checkout', `${2100 + 11 * at}.${cents}`],
    [shop, 'Usage', EC2, 'search', `${300 + 5 * at}.${cents}`],
    [shop, 'Usage', S3, null, `${80 + at}.${cents}`],
    [shop, 'Tax', 'Tax', null, `${41 + at}.${cents}`],
    [search, 'Usage', EC2, 'search', `${1500 + 9 * at}.${cents}`],
    [search, 'Credit', EC2, null, `-${120 + at}.${cents}`],
    [lake, 'Usage', S3, 'reports', `${900 + 13 * at}.${cents}`],
    ...(month >= quarter.from ? [[lake, 'Usage', REDSHIFT, 'reports', `4321.${cents}`] satisfies Charge] : []),
    [tools, 'Usage', S3, 'checkout', `${60 + 2 * at}.${cents}`],
    [tools, 'Usage', EC2, null, `${150 + at}.${cents}`],
    [payer, 'Support', 'AWS Support (Business)', null, `${410 + 3 * at}.${cents}`],
  ];
}

function billOf(): Bill {
  const months = monthsIn({ from: addMonths(thisMonth, 1 - HISTORY), to: addMonths(thisMonth, 1) });
  const lines = months.flatMap((month, at) =>
    chargesOf(month, at).map(
      ([account, recordType, service, app, amount]): BillLine => ({
        ...{ month, day: firstDay(month), account, recordType, service, categories: {} },
        tags: app === null ? {} : { app },
        amounts: spread(amount),
      }),
    ),
  );
  return { currency: 'USD', lines };
}

/** The payer as AWS answers for it: every month but the one under way is final. */
function journeyWorld(): World {
  const world = billWorld(billOf(), {
    now: () => new Date(),
    accountNames: NAMES,
    managementAccountId: ACCOUNTS.payer,
  });
  world.finalDay = 1;
  return world;
}

/** AWS corrects what an account was charged for a service in a month, by so much in every basis. */
export function restate(world: World, month: Month, account: string, service: string, by: string): void {
  const more = parseDecimal(by, LINE_SCALE);
  let done = false;
  const lines = world.bill.lines.map((line) => {
    if (done || line.month !== month || line.account !== account || line.service !== service) return line;
    done = true;
    return { ...line, amounts: amountsOf((basis) => line.amounts[basis] + more) };
  });
  world.bill = { currency: world.bill.currency, lines };
}

/** Σ of the bill's lines that `takes` lets through, in units of 10⁻¹⁸. */
export const sumOf = ({ bill }: World, basis: Basis, takes: (line: BillLine) => boolean): bigint =>
  bill.lines.reduce((sum, line) => (takes(line) ? sum + line.amounts[basis] : sum), 0n);

const RULES = {
  dimensions: { project: ['app'] },
  projects: [
    { id: 'checkout', name: 'Checkout', class: 'cogs' },
    { id: 'search', name: 'Search', class: 'cogs' },
    { id: 'reports', name: 'Reports', class: 'rnd' },
  ],
  pools: [{ id: 'charges', source: { charges: 'all' }, method: 'proportional', targets: 'all' }],
};

/** Fills the store of a server with the company's books, as its connection and first sync would. Returns a token of an administrator. */
async function fillJourneyStore(folder: string, endpoint: string): Promise<string> {
  const db = await openDatabase(`file:${join(folder, 'subledger.db')}`);
  try {
    await migrate(db);
    const read = readRules(RULES);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    await changeRules(db, { rules: read.rules, createdBy: 'a test', note: '', base: null }, new Date());
    const { id } = await createConnection(db, { name: 'Harbour', kind: 'aws', historyMonths: HISTORY });
    const run = await runSync(db, id, { trigger: 'connect', cap: 100_000, endpoint });
    if (run.status !== 'succeeded') throw new Error(`the first sync ${run.status}: ${run.error}`);
    return (await createToken(db, { name: 'Journey', role: 'admin', scopes: [] })).token;
  } finally {
    await closeDatabase(db);
  }
}

/** The quarter a year before, in words of the address. */
export const yearBefore = { from: addMonths(quarter.from, -12), to: addMonths(quarter.to, -12) };

/** An amount of 10⁻¹⁸ in whole cents. */
export const centsOf = (amount: bigint): bigint => (amount + (amount < 0n ? -1n : 1n) * 5n * 10n ** 15n) / 10n ** 16n;

/** Credentials that the sandbox takes; none of a real account. */
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_REGION: 'us-east-1' };

/** The company's books on a server of their own, and its AWS, which a test may restate. */
export type Journey = {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Of an administrator. */
  readonly token: string;
  readonly signIn: (context: BrowserContext) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startJourney(): Promise<Journey> {
  const sandbox = await startSandbox({ world: journeyWorld() });
  let token = '';
  const environment = { ...CREDENTIALS, AWS_ENDPOINT_URL: sandbox.url, SUBLEDGER_DEMO: 'off' };
  const server = await startServer(environment, async (folder) => {
    token = await fillJourneyStore(folder, sandbox.url);
  });
  const { url } = server;
  return {
    ...{ url, sandbox, token },
    signIn: (context) => context.addCookies([{ name: 'subledger_token', value: token, url }]),
    stop: async () => {
      await server.stop();
      await sandbox.close();
    },
  };
}
