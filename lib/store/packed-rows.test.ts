import { expect, it } from 'vitest';
import { amountsOf, BASES } from '@/lib/finance/basis';
import { type KeyedRow, packedRows } from './packed-rows';
import { Prisma, readRows } from './rows';
import { eachDatabase } from './testing';

const TEXTS = ['', 'a', "it's", '"quoted"', 'back\\slash', 'ünïcödé 日本 🚀', ' padded ', '(untagged)', '1e5', '007'];
const LARGEST = 2n ** 63n - 1n;

eachDatabase('rows packed for SQLite', (open) => {
  it('come out as they went in, in order: any text, null, and amounts of 64 bits', async () => {
    const db = await open();
    if (db.provider !== 'sqlite') return;
    const rows = TEXTS.flatMap((text, at): KeyedRow[] => [
      { keys: [text, `own ${text}`, at, null], amounts: amountsOf((basis) => BigInt(BASES.indexOf(basis) - at) * 10n) },
      { keys: [text, text, at, 'x'], amounts: amountsOf((basis) => (basis === 'blended' ? -LARGEST : LARGEST)) },
    ]);
    const names = ['text', 'own', 'count', 'more'];
    const found = await readRows<(string | number | null)[]>(
      db,
      [...names, ...BASES].map((name, at) => ({ sql: Prisma.raw(`"${name}"`), whole: at >= names.length })),
      packedRows(rows, names, 1),
    );
    expect(found).toEqual(rows.map(({ keys, amounts }) => [...keys, ...BASES.map((basis) => String(amounts[basis]))]));
  });
});
