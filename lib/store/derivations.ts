import { AppError } from '@/lib/errors';
import { chargeEnvironments } from '@/lib/finance/charge-environment';
import type { DerivedMonth } from '@/lib/finance/derive-month';
import type { FaceCell } from '@/lib/finance/face';
import { keyOfHome } from '@/lib/finance/home';
import type { Day, Month } from '@/lib/finance/month';
import { type Database, type Transaction, transaction, type Writer } from './database';
import { sumDerivation } from './derivation-sums';
import { DERIVED_TABLES, type DerivedRow, type DerivedTable, insertDerived } from './derived-table';
import { openRestatement } from './restatement';
import { batches, Prisma } from './rows';

const ROWS_AT_ONCE = 5_000;

/** What a derivation is of. `inputs` is a digest of everything that it was made of: the same digest, the same figures. */
export type NewDerivation = {
  readonly connectionId: string;
  readonly month: Month;
  readonly ruleSetId: number;
  readonly inputs: string;
  readonly serviceLoad: number | null;
  /** The day whose account names, places and tags it took. */
  readonly factsOf: Day;
  readonly runId: string | null;
  readonly createdAt: string;
};

/** Writes a derivation, a large one in several short transactions; nothing shows it before `showDerivations`. Returns its id. */
export async function writeDerivation(db: Database, of: NewDerivation, derived: DerivedMonth): Promise<number> {
  const notices = JSON.stringify(derived.split.notices);
  const tables = rowsOf(derived).filter(([, rows]) => rows.length > 0);
  const few = tables.reduce((sum, [, rows]) => sum + rows.length, 0) <= ROWS_AT_ONCE;
  const create = async (tx: Writer) => (await tx.prisma.derivation.create({ data: { ...of, notices } })).id;
  if (few) {
    return transaction(db, async (tx) => {
      const id = await create(tx);
      for (const [table, rows] of tables) await insertDerived(tx, table, id, rows);
      await sumDerivation(tx, id);
      return id;
    });
  }
  const id = await create(db);
  for (const [table, rows] of tables) {
    for (const batch of batches(rows, ROWS_AT_ONCE)) await transaction(db, (tx) => insertDerived(tx, table, id, batch));
  }
  await transaction(db, (tx) => sumDerivation(tx, id));
  return id;
}

function rowsOf(derived: DerivedMonth): [DerivedTable, DerivedRow[]][] {
  const { slices, single, faces, split } = derived;
  const { ofCharge, ofUsage } = chargeEnvironments(derived);
  const singles = single.flatMap(({ whole, rest }) => [whole, ...rest].map((cell) => faceRow('', cell)));
  const others = [...faces].flatMap(([name, cells]) => cells.map((cell) => faceRow(name, cell)));
  return [
    [
      'Slice',
      slices.map(({ account, home, chargeClass, dedicated, rule, amounts }) => ({
        keys: [account, keyOfHome(home), chargeClass, dedicated, rule, ofCharge(account) ?? ''],
        amounts,
      })),
    ],
    ['FaceCell', [...singles, ...others]],
    [
      'Share',
      split.shares.map(({ pool, chargeClass, side, account, home, amounts }) => ({
        keys: [
          ...[pool, chargeClass, side, account, home],
          (side === 'in' || chargeClass === 'usage' ? ofUsage(account, home) : ofCharge(account)) ?? '',
        ],
        amounts,
      })),
    ],
    [
      'Unallocated',
      split.unallocated.map(({ pool, reason, account, home, chargeClass, amounts }) => ({
        keys: [pool ?? '', reason, account, home, chargeClass],
        amounts,
      })),
    ],
  ];
}

const faceRow = (face: string, { account, home, environment, service, amounts }: FaceCell): DerivedRow => ({
  keys: [face, account, home ?? '', environment ?? '', service ?? ''],
  amounts,
});

/** A derivation that a month shows. */
export type ShownDerivation = {
  readonly id: number;
  readonly month: Month;
  readonly ruleSetId: number;
  readonly inputs: string;
};

/** The derivations that a connection shows, by month. */
export async function listShownDerivations(db: Writer, connectionId: string): Promise<ShownDerivation[]> {
  return db.prisma.$queryRaw<{ id: number; month: Month; ruleSetId: number; inputs: string }[]>(
    Prisma.sql`SELECT d."id", d."month", d."ruleSetId", d."inputs" FROM "DerivedMonth" m
      JOIN "Derivation" d ON d."id" = m."derivationId" WHERE m."connectionId" = ${connectionId} ORDER BY d."month"`,
  );
}

/**
 * Holds off, until the transaction ends, whoever else would show derivations or change the rules. SQLite has one writer
 * at a time in any case.
 */
export async function lockBooks({ provider, prisma }: Transaction): Promise<void> {
  if (provider === 'postgresql') await prisma.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(${LOCK})`);
}

/** Any number that nothing else locks. */
const LOCK = 7_382_001;

/**
 * Shows derivations, each for its month, under a set of rules: in the transaction of what else changes with them. Returns
 * those that were shown before, to be removed once the transaction has ended.
 */
export async function showDerivations(tx: Writer, ids: readonly number[], ruleSetId: number): Promise<number[]> {
  const where = { id: { in: [...ids] } };
  const found = await tx.prisma.derivation.findMany({ where, select: { id: true, connectionId: true, month: true } });
  if (found.length !== new Set(ids).size) throw new AppError('internal', 'a derivation to be shown is gone');
  await tx.prisma.derivation.updateMany({ where, data: { ruleSetId } });
  const replaced: number[] = [];
  for (const { id, connectionId, month } of found) {
    const key = { connectionId_month: { connectionId, month } };
    if (await tx.prisma.monthClose.findUnique({ where: key })) {
      replaced.push(...(await showRestated(tx, key, id)));
      continue;
    }
    const before = await tx.prisma.derivedMonth.findUnique({ where: key });
    if (before && before.derivationId !== id) replaced.push(before.derivationId);
    await tx.prisma.derivedMonth.upsert({
      where: key,
      create: { connectionId, month, derivationId: id },
      update: { derivationId: id },
    });
  }
  return replaced;
}

type MonthKey = { readonly connectionId_month: { readonly connectionId: string; readonly month: Month } };

/** Of a closed month: what it shows stays, and this is what AWS's latest figures make. */
async function showRestated(tx: Writer, key: MonthKey, id: number): Promise<number[]> {
  const { prisma } = tx;
  await openRestatement(tx, key.connectionId_month);
  const before = await prisma.restatedMonth.findUnique({ where: key });
  if (!before) throw new AppError('internal', 'a closed month has no book to derive');
  const shown = await prisma.derivedMonth.findUnique({ where: key });
  await prisma.restatedMonth.update({ where: key, data: { derivationId: id } });
  return [0, id, shown?.derivationId].includes(before.derivationId) ? [] : [before.derivationId];
}

/**
 * Removes derivations that nothing shows and that were begun before an instant: what a killed process left. Whoever is
 * deriving now began later.
 */
export async function removeUnshownDerivations(db: Database, connectionId: string, before: string): Promise<void> {
  const left: { id: number }[] = await db.prisma.$queryRaw(
    Prisma.sql`SELECT d."id" FROM "Derivation" d WHERE d."connectionId" = ${connectionId} AND d."createdAt" < ${before}
      AND NOT EXISTS (SELECT 1 FROM "DerivedMonth" m WHERE m."derivationId" = d."id")
      AND NOT EXISTS (SELECT 1 FROM "RestatedMonth" r WHERE r."derivationId" = d."id") ORDER BY d."id"`,
  );
  await removeDerivations(
    db,
    left.map(({ id }) => id),
  );
}

/** Removes derivations with their rows, in short transactions; a derivation goes last, so that a removal that was cut off is found again. */
export async function removeDerivations(db: Database, ids: readonly number[]): Promise<void> {
  for (const id of ids) while (await removeSomeRows(db, id));
}

/** True when there are more. */
async function removeSomeRows(db: Database, id: number): Promise<boolean> {
  return transaction(db, async ({ prisma }) => {
    let more = false;
    for (const table of [...Object.keys(DERIVED_TABLES), 'DerivedSum']) {
      const name = Prisma.raw(`"${table}"`);
      const removed = await prisma.$executeRaw(
        Prisma.sql`DELETE FROM ${name} WHERE "id" IN (SELECT "id" FROM ${name} WHERE "derivationId" = ${id} LIMIT ${ROWS_AT_ONCE})`,
      );
      more ||= removed === ROWS_AT_ONCE;
    }
    if (!more) await prisma.derivation.deleteMany({ where: { id } });
    return more;
  });
}
