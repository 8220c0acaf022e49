import { administratorOf } from '@/lib/auth/viewer';
import type { Column } from '@/lib/finance/statement/column';
import type { Comparison } from '@/lib/finance/statement/query';
import { readStatement } from '@/lib/reports/statement';
import type { Database } from '@/lib/store/database';
import { Prisma, textList } from '@/lib/store/rows';
import { changeRules } from '@/lib/sync/derivation-refresh';
import { compare, type Measured } from './measure';
import { dedicatedRules } from './rule-changes';
import type { StoredCompany } from './stored-company';

const NOW = new Date('2026-11-20T06:00:00Z');
/** Promised: this many times the plain SQL, and 300 ms on a machine that is calm. */
const LIMIT = 3;
const MOST_MS = 300;

type Sheet = {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly months: { readonly from: string; readonly to: string };
  readonly compare: Comparison | null;
};

/** Times statements of eight columns against the sums that they need in plain SQL, read from the same rows. */
export async function benchStatement({ db, connectionId }: StoredCompany, scale: string): Promise<Measured[]> {
  const rules = await dedicatedRules(db, 40);
  await changeRules(db, { rules, createdBy: 'bench', note: '', base: null }, NOW);
  const unit = await unitOf(db);
  const [, , , ...accounts] = await db.prisma.account.findMany({ orderBy: { accountId: 'asc' }, take: 6 });
  const ids = accounts.map(({ accountId }) => accountId);
  const mixed: Column[] = [
    ...ids.map((id) => ({ kind: 'account' as const, id })),
    ...[
      { kind: 'ou' as const, id: unit.id },
      { kind: 'environment' as const, id: '(untagged)' },
    ],
    ...[0, 1, 2].map((at) => ({ kind: 'project' as const, id: `project-${at}` })),
  ];
  const projects = Array.from({ length: 8 }, (_, at): Column => ({ kind: 'project', id: `project-${at}` }));
  const year = { from: '2025-11', to: '2026-12' };
  const sheets: Sheet[] = [
    { name: 'statement, 8 projects × 13 months', columns: projects, months: year, compare: null },
    { name: 'statement, 8 columns of 4 kinds × 13 months', columns: mixed, months: year, compare: null },
    {
      ...{ name: 'the same of a quarter against last year', columns: mixed },
      ...{ months: { from: '2026-09', to: '2026-12' }, compare: 'lastYear' },
    },
  ];
  const measured: Measured[] = [];
  for (const sheet of sheets) {
    const asked = {
      ...{ connection: null, currency: null, basis: 'amortized' as const, by: null, period: 'custom' as const },
      ...{ columns: sheet.columns, months: sheet.months, compare: sheet.compare },
      ...{ units: 'then' as const, view: 'closed' as const },
    };
    const ours = async () => {
      const found = await readStatement(administratorOf(db), asked, NOW);
      if (found.kind !== 'statement') throw new Error(found.kind);
    };
    const plain = () => plainSums(db, connectionId, sheet, [...ids, ...unit.accounts]);
    measured.push(await compare(sheet.name, scale, { ours, plain }, { rounds: 5, limit: LIMIT, mostMs: MOST_MS }));
  }
  return measured;
}

/** A unit with the accounts below it: about a tenth of all. */
async function unitOf(db: Database): Promise<{ readonly id: string; readonly accounts: readonly string[] }> {
  const units = await db.prisma.unitVersion.findMany({ where: { to: '' }, orderBy: { unitId: 'asc' } });
  const accounts = await db.prisma.accountVersion.findMany({ where: { to: '' } });
  const below = (id: string): string[] => [
    id,
    ...units.filter((each) => each.parentId === id).flatMap(({ unitId }) => below(unitId)),
  ];
  const sized = units.map(({ unitId }) => {
    const inside = new Set(below(unitId));
    const own = accounts.filter(({ parentId }) => inside.has(parentId ?? '')).map(({ accountId }) => accountId);
    return { id: unitId, accounts: own };
  });
  const [found] = sized
    .filter((unit) => unit.accounts.length <= accounts.length / 8)
    .sort((one, other) => other.accounts.length - one.accounts.length);
  if (!found) throw new Error('the company has no units');
  return found;
}

/** By home and class, pool, service, and environment where columns are; of the accounts that columns name by account, too. */
async function plainSums(db: Database, connection: string, sheet: Sheet, accounts: readonly string[]): Promise<void> {
  const { from, to } = sheet.months;
  const back = (month: string): string => `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
  const range = (first: string, last: string) => Prisma.sql`(m."month" >= ${first} AND m."month" < ${last})`;
  const months =
    sheet.compare === null ? range(from, to) : Prisma.sql`(${range(from, to)} OR ${range(back(from), back(to))})`;
  const within = Prisma.sql`m."connectionId" = ${connection} AND ${months}`;
  const slices = Prisma.sql`"DerivedMonth" m JOIN "Slice" t ON t."derivationId" = m."derivationId" WHERE ${within}`;
  const shares = Prisma.sql`"DerivedMonth" m JOIN "Share" t ON t."derivationId" = m."derivationId" WHERE ${within}`;
  const usage = Prisma.sql`"DerivedMonth" m JOIN "Derivation" d ON d."id" = m."derivationId"
    JOIN "FaceCell" t ON t."derivationId" = d."id" AND t."face" = '' AND t."service" = ''
    JOIN "Cell" c ON c."loadId" = d."serviceLoad" AND c."key1" = t."account" WHERE ${within}`;
  const sum = (of: string) => Prisma.raw(`CAST(sum(${of}."amortized") AS TEXT)`);
  const some = Prisma.sql`AND t."account" IN ${textList(db.provider, accounts)}`;
  const isMixed = sheet.columns.some(({ kind }) => kind !== 'project');
  const whole = [
    Prisma.sql`SELECT m."month", t."home", t."chargeClass", ${sum('t')} FROM ${slices} GROUP BY 1, 2, 3`,
    Prisma.sql`SELECT m."month", t."home", t."pool", t."side", ${sum('t')} FROM ${shares} GROUP BY 1, 2, 3, 4`,
    isMixed
      ? Prisma.sql`SELECT m."month", t."home", t."environment", c."key2", ${sum('c')} FROM ${usage} GROUP BY 1, 2, 3, 4`
      : Prisma.sql`SELECT m."month", t."home", c."key2", ${sum('c')} FROM ${usage} GROUP BY 1, 2, 3`,
  ];
  const told = [
    Prisma.sql`SELECT m."month", t."home", t."chargeClass", ${sum('t')} FROM ${slices} ${some} GROUP BY 1, 2, 3`,
    Prisma.sql`SELECT m."month", t."home", t."pool", t."side", ${sum('t')} FROM ${shares} ${some} GROUP BY 1, 2, 3, 4`,
    Prisma.sql`SELECT m."month", t."home", t."environment", c."key2", ${sum('c')} FROM ${usage} ${some} GROUP BY 1, 2, 3, 4`,
  ];
  for (const sql of isMixed ? [...whole, ...told] : whole) await db.prisma.$queryRaw(sql);
}
