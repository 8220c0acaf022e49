import { type Amounts, amountsOf, BASES, type Basis } from '@/lib/finance/basis';
import { type Column, Prisma, type Sql } from './rows';

/** Five sums as the database wrote them: whole units, or high and low parts. */
export type AmountTuple = readonly string[];

/** SELECT list of the five sums, and the JSON columns that carry them. */
export type AmountSums = { readonly select: Sql; readonly columns: readonly Column[] };

const columnsOf = (names: readonly string[]): Column[] =>
  names.map((name) => ({ sql: Prisma.raw(`"${name}"`), whole: true }));

const PART = 1_000_000_000n;

const wholeSums = (bases: readonly Basis[]): AmountSums => ({
  select: Prisma.raw(bases.map((basis) => `coalesce(sum("${basis}"), 0) AS "${basis}"`).join(', ')),
  columns: columnsOf(bases),
});

/** The same sums in two parts, of which neither overflows: Σ of quotients and Σ of remainders by 10⁹. */
const partedSums = (bases: readonly Basis[]): AmountSums => ({
  select: Prisma.raw(
    bases
      .flatMap((basis) => [
        `coalesce(sum("${basis}" / ${PART}), 0) AS "${basis}High"`,
        `coalesce(sum("${basis}" % ${PART}), 0) AS "${basis}Low"`,
      ])
      .join(', '),
  ),
  columns: columnsOf(bases.flatMap((basis) => [`${basis}High`, `${basis}Low`])),
});

/** SQLite's SUM is exact up to 64 bits and fails above; PostgreSQL's is of any size. */
export const AMOUNT_SUMS: AmountSums = wholeSums(BASES);
const PARTED_SUMS = partedSums(BASES);

/** The sums of one basis, whole and in parts: a fifth of what all five cost to read. */
export const basisSums = (basis: Basis) => ({ whole: wholeSums([basis]), parted: partedSums([basis]) });

/** Sums in one part, and again in two when one of them is beyond 64 bits. */
export async function exactly<T>(
  sums: AmountSums,
  read: (sums: AmountSums) => Promise<T>,
  parted: AmountSums = PARTED_SUMS,
): Promise<T> {
  try {
    return await read(sums);
  } catch (error) {
    if (!(error instanceof Error && /integer overflow/i.test(error.message))) throw error;
    return read(parted);
  }
}

/** Reads a sum of one basis, in one part or two. */
export const unitsOfTuple = (first: string | null | undefined, second: string | null | undefined): bigint =>
  second === undefined ? BigInt(first ?? '0') : BigInt(first ?? '0') * PART + BigInt(second ?? '0');

/** Reads the five amounts of a row, in one part or two. */
export function amountsOfTuple(tuple: AmountTuple): Amounts {
  const parts = tuple.length / BASES.length;
  return amountsOf((basis) => {
    const at = BASES.indexOf(basis) * parts;
    const first = BigInt(tuple[at] ?? '0');
    return parts === 2 ? first * PART + BigInt(tuple[at + 1] ?? '0') : first;
  });
}
