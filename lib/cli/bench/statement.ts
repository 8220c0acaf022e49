import { administratorOf } from '@/lib/auth/viewer';
import { readStatement } from '@/lib/reports/statement';
import { changeRules } from '@/lib/sync/derivation-refresh';
import { compare, type Measured } from './measure';
import { dedicatedRules } from './rule-changes';
import type { StoredCompany } from './stored-company';

const NOW = new Date('2026-11-20T06:00:00Z');
const MONTHS = { from: '2025-11', to: '2026-12' };
/** Promised for 1,000 accounts: this many times the plain SQL, and 300 ms on a machine that is calm. */
const LIMIT = 3;

/** Times a statement of eight projects against the sums that it needs in plain SQL. */
export async function benchStatement({ db, connectionId }: StoredCompany, scale: string): Promise<Measured> {
  const rules = await dedicatedRules(db, 40);
  await changeRules(db, { rules, createdBy: 'bench', note: '', base: null }, NOW);
  const columns = Array.from({ length: 8 }, (_, at) => ({ kind: 'project' as const, id: `project-${at}` }));
  const asked = {
    ...{ connection: null, currency: null, months: MONTHS, basis: 'amortized' as const },
    ...{ columns, by: null, period: 'custom' as const, compare: null, units: 'then' as const, view: 'closed' as const },
  };
  const ours = async () => {
    const found = await readStatement(administratorOf(db), asked, NOW);
    if (found.kind !== 'statement') throw new Error(found.kind);
  };
  const within = `m."connectionId" = '${connectionId}' AND m."month" >= '${MONTHS.from}' AND m."month" < '${MONTHS.to}'`;
  const plain = async () => {
    for (const sql of [
      `SELECT t."home", t."chargeClass", CAST(sum(t."amortized") AS TEXT) FROM "DerivedMonth" m
        JOIN "Slice" t ON t."derivationId" = m."derivationId" WHERE ${within} GROUP BY 1, 2`,
      `SELECT t."home", t."pool", t."side", CAST(sum(t."amortized") AS TEXT) FROM "DerivedMonth" m
        JOIN "Share" t ON t."derivationId" = m."derivationId" WHERE ${within} GROUP BY 1, 2, 3`,
      `SELECT t."home", c."key2", CAST(sum(c."amortized") AS TEXT) FROM "DerivedMonth" m
        JOIN "Derivation" d ON d."id" = m."derivationId"
        JOIN "FaceCell" t ON t."derivationId" = d."id" AND t."face" = '' AND t."service" = ''
        JOIN "Cell" c ON c."loadId" = d."serviceLoad" AND c."key1" = t."account" WHERE ${within} GROUP BY 1, 2`,
    ]) {
      await db.prisma.$queryRawUnsafe(sql);
    }
  };
  return compare('statement, 8 columns × 13 months', scale, { ours, plain }, { rounds: 5, limit: LIMIT });
}
