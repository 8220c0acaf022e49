import { type Amounts, BASES } from '@/lib/finance/basis';
import { amountTexts } from './amount-json';
import { Prisma, type Sql } from './rows';

/** A row to write: its keys, and its amounts. */
export type KeyedRow = {
  readonly keys: readonly (string | number | boolean | null)[];
  readonly amounts: Amounts;
};

const PLACE = 8;
/** The most characters that an integer of 64 bits has. */
const AMOUNT = 20;

/**
 * A subquery of SQLite that turns rows into columns, in order: the keys as `names` says, then the amounts. Half of what JSON
 * costs there is finding its elements, so a row is one text of fixed places: the number of its keys, its amounts, and the key
 * at `own`, which hardly two rows share. The other keys, which many share, stand once in a list.
 */
export function packedRows(rows: readonly KeyedRow[], names: readonly string[], own: number): Sql {
  const places = new Map<string, number>();
  const texts = rows.map(({ keys, amounts }) => {
    const shared = JSON.stringify(keys.toSpliced(own, 1));
    let place = places.get(shared);
    if (place === undefined) {
      place = places.size;
      places.set(shared, place);
    }
    const units = amountTexts(amounts).map((text) => text.padStart(AMOUNT));
    return `${String(place).padStart(PLACE)}${units.join('')}${keys[own]}`;
  });
  const columns = names.map((name, at) =>
    at === own ? `substr(r.value, ${PLACE + BASES.length * AMOUNT + 1}) AS "${name}"` : `k."${name}"`,
  );
  const units = BASES.map(
    (basis, at) => `CAST(substr(r.value, ${PLACE + at * AMOUNT + 1}, ${AMOUNT}) AS INTEGER) AS "${basis}"`,
  );
  const keys = names.filter((_, at) => at !== own).map((name, at) => `json_extract(value, '$[${at}]') AS "${name}"`);
  // Cast, the place has a type, and SQLite finds keys by an index of its own; without one it looks through all of them.
  const list = `[${[...places.keys()].join(',')}]`;
  return Prisma.sql`SELECT ${Prisma.raw([...columns, ...units].join(', '))} FROM json_each(${JSON.stringify(texts)}) r
    CROSS JOIN (SELECT CAST(key AS INTEGER) AS place, ${Prisma.raw(keys.join(', '))} FROM json_each(${list}) LIMIT -1) k
    WHERE k.place = CAST(substr(r.value, 1, ${PLACE}) AS INTEGER)`;
}
