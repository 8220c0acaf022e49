import { amountsOf } from '@/lib/finance/basis';
import { addMonths, dayOf, monthOf } from '@/lib/finance/month';
import { createConnection } from '@/lib/store/connections';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { createLoad, publishMonth, writeCells } from '@/lib/store/loads';
import { migrate } from '@/lib/store/migrate';
import { saveOrganization } from '@/lib/store/organization';
import { createToken } from '@/lib/store/tokens';

const ACCOUNTS = 10_000;
const UNITS = 20;
/** The month that the large store holds. */
export const month = addMonths(monthOf(dayOf(new Date())), -1);
export const idOf = (at: number) => String(100_000_000_000 + at);
/** Cents that grow with the place: every account is told apart by its figure. */
const unitsOf = (at: number) => BigInt(at + 1) * 10_000_000n;

/** A store of ten thousand accounts, five hundred to a unit, and the token of an administrator. */
export async function largeStore(url: string): Promise<string> {
  const db = await openDatabase(url);
  await migrate(db);
  const now = new Date().toISOString();
  const { id } = await createConnection(db, { name: 'large', kind: 'aws', currency: 'USD' });
  const accounts = Array.from({ length: ACCOUNTS }, (_, at) => ({
    ...{ id: idOf(at), name: `account-${at}`, email: `owner${at}@example.com`, arn: null, state: 'ACTIVE' },
    ...{ joinedMethod: 'CREATED', joinedAt: null, parentId: `ou-big1-${String(at % UNITS).padStart(8, '0')}` },
  }));
  const units = Array.from({ length: UNITS }, (_, at) => ({
    id: `ou-big1-${String(at).padStart(8, '0')}`,
    parentId: 'r-big1',
    name: `Unit ${at}`,
  }));
  await saveOrganization(
    db,
    id,
    {
      id: 'o-big1',
      managementAccountId: idOf(0),
      featureSet: 'ALL',
      root: { id: 'r-big1', name: 'Root' },
      units,
      accounts,
    },
    now,
  );
  const loadId = await createLoad(db, {
    connectionId: id,
    cube: 'recordType',
    month,
    runId: null,
    stepId: null,
    createdAt: now,
  });
  const cells = accounts.map((account, at) => ({
    key1: account.id,
    key2: 'Usage',
    day: 0,
    amounts: amountsOf(() => unitsOf(at)),
  }));
  await writeCells(db, loadId, cells);
  const total = cells.reduce((sum, _, at) => sum + unitsOf(at), 0n);
  const book = {
    estimated: false,
    amounts: amountsOf(() => total),
    residual: amountsOf(() => 0n),
    residualState: 'none' as const,
    holds: true,
    reason: '',
  };
  await publishMonth(db, {
    connectionId: id,
    month,
    loads: new Map([['recordType', loadId]]),
    book,
    checks: [],
    publishedAt: now,
    runId: null,
  });
  const { token } = await createToken(db, { name: 'e2e', role: 'admin', scopes: [], expiresAt: null });
  await closeDatabase(db);
  return token;
}

/** The token of someone who sees one account of a store, and no unit. */
export async function narrowToken(url: string, account: string): Promise<string> {
  const db = await openDatabase(url);
  const scopes = [`account:${account}`];
  const { token } = await createToken(db, { name: 'narrow', role: 'viewer', scopes, expiresAt: null });
  await closeDatabase(db);
  return token;
}
