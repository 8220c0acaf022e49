import { BASES } from '@/lib/finance/basis';
import type { KeptName } from '@/lib/finance/kept-face';
import type { Transaction } from './database';
import { Prisma, type Sql } from './rows';

const KEYS = ['part', 'home', 'environment', 'service', 'raw', 'pool', 'chargeClass'] as const;

/** Faces that know no services: their bare rows are all that they have. */
export const WITHOUT_SERVICES: readonly KeptName[] = ['environment', 'home.environment'];

/**
 * Sums the rows of a derivation over its accounts, for sheets that tell none apart. One with a sum beyond 64 bits stays
 * without sums: what reads it adds up its rows.
 */
export async function sumDerivation(tx: Transaction, id: number): Promise<void> {
  const { prisma, provider } = tx;
  if (provider === 'postgresql') await prisma.$executeRaw`SAVEPOINT sums`;
  try {
    for (const rows of sources(id)) {
      await prisma.$executeRaw(Prisma.sql`INSERT INTO "DerivedSum" ("derivationId", ${COLUMNS}) ${rows}`);
    }
    await prisma.$executeRaw(Prisma.sql`UPDATE "Derivation" SET "summed" = true WHERE "id" = ${id}`);
  } catch (error) {
    if (!(error instanceof Error && /integer overflow|bigint out of range/i.test(error.message))) throw error;
    if (provider === 'postgresql') await prisma.$executeRaw`ROLLBACK TO SAVEPOINT sums`;
    else await prisma.$executeRaw(Prisma.sql`DELETE FROM "DerivedSum" WHERE "derivationId" = ${id}`);
  }
  if (provider === 'postgresql') await prisma.$executeRaw`RELEASE SAVEPOINT sums`;
}

const COLUMNS = Prisma.raw([...KEYS, 'cells', ...BASES].map((name) => `"${name}"`).join(', '));

/** One SELECT for each table: its own keys, '' for those that it does not have. */
function sources(id: number): Sql[] {
  const summed = (of: string) =>
    `count(*), ${BASES.map((basis) => `CAST(sum(${of}."${basis}") AS bigint)`).join(', ')}`;
  const select = (keys: Partial<Record<(typeof KEYS)[number], string>>, from: Sql, amounts = 't'): Sql => {
    const groups = Object.values(keys).filter((key) => key.includes('"'));
    const list = KEYS.map((key) => keys[key] ?? (key === 'raw' ? 'false' : "''")).join(', ');
    return Prisma.sql`SELECT CAST(${id} AS integer), ${Prisma.raw(`${list}, ${summed(amounts)}`)} FROM ${from}
      GROUP BY ${Prisma.raw(groups.join(', '))}`;
  };
  const where = Prisma.sql`WHERE t."derivationId" = ${id}`;
  const at = { home: 't."home"', environment: 't."environment"' };
  const face = { part: 't."face"', ...at };
  return [
    select({ part: "'slice'", ...at, chargeClass: 't."chargeClass"' }, Prisma.sql`"Slice" t ${where}`),
    select(
      { part: 't."side"', ...at, pool: 't."pool"', chargeClass: 't."chargeClass"' },
      Prisma.sql`"Share" t ${where}`,
    ),
    select({ ...face, service: 't."service"' }, Prisma.sql`"FaceCell" t ${where}`),
    select(
      { ...face, service: 'c."key2"', raw: 'true' },
      Prisma.sql`"FaceCell" t JOIN "Derivation" d ON d."id" = t."derivationId"
        JOIN "Cell" c ON c."loadId" = d."serviceLoad" AND c."key1" = t."account"
        ${where} AND t."service" = '' AND t."face" NOT IN (${Prisma.join([...WITHOUT_SERVICES])})`,
      'c',
    ),
  ];
}
