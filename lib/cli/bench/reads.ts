import { toCostsReply } from '@/lib/api/costs-call';
import { toTreeReply } from '@/lib/api/tree-reply';
import { administratorOf } from '@/lib/auth/viewer';
import type { Dimension } from '@/lib/finance/cost-dimension';
import { readTree } from '@/lib/reports/account-tree';
import { readCosts } from '@/lib/reports/costs';
import { compare, type Measured } from './measure';
import type { StoredCompany } from './stored-company';

const MONTHS = { from: '2026-10', to: '2026-11' };
const BOOKS = { connection: null, currency: null, months: MONTHS, basis: 'amortized' as const };
const LIMIT = 3;

/** The JSON of `/tree` and `/costs` against the plain SQL that they need: the sums, and the rows of the organization. */
export async function benchReads({ db }: StoredCompany, scale: string): Promise<Measured[]> {
  const viewer = administratorOf(db);
  const sql = (text: string) => db.prisma.$queryRawUnsafe(text);
  const shown = (cube: string) =>
    `FROM "Published" p JOIN "Cell" c ON c."loadId" = p."loadId" WHERE p."cube" = '${cube}' AND p."month" = '2026-10'`;
  const tree = async () => {
    const found = await readTree(viewer, BOOKS);
    if (found.kind !== 'account-tree') throw new Error(`no tree: ${found.kind}`);
    return JSON.stringify(toTreeReply(found));
  };
  const plainTree = async () => {
    await sql(`SELECT c."key1", sum(c."amortized") ${shown('recordType')} GROUP BY c."key1"`);
    await sql(`SELECT * FROM "AccountVersion" WHERE "to" = ''`);
    await sql(`SELECT * FROM "UnitVersion" WHERE "to" = ''`);
  };
  const costs = (groupBy: readonly Dimension[]) => async () => {
    const found = await readCosts(viewer, { ...BOOKS, groupBy, account: [], ou: [], service: [], chargeClass: [] });
    if (found.kind !== 'costs') throw new Error(`no costs: ${found.kind}`);
    return JSON.stringify(toCostsReply(found));
  };
  const plainByService = async () => {
    await sql(`SELECT c."key2", sum(c."amortized") ${shown('service')} GROUP BY c."key2"`);
    await sql(`SELECT c."key2", sum(c."amortized") ${shown('recordType')} GROUP BY c."key2"`);
  };
  const plainByAccount = async () => {
    await sql(`SELECT c."key1", sum(c."amortized") ${shown('recordType')} GROUP BY c."key1"`);
    await sql(`SELECT "accountId", "name" FROM "AccountVersion" WHERE "to" = ''`);
  };
  return [
    await compare('/tree', scale, { ours: tree, plain: plainTree }, { limit: LIMIT }),
    await compare('/costs by account', scale, { ours: costs(['account']), plain: plainByAccount }),
    await compare('/costs by service', scale, { ours: costs(['service']), plain: plainByService }),
  ];
}
