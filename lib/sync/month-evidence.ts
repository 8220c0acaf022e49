import { noAmounts } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { categoryOf, chainCube, chainKeysOf, tagKeyOf } from '@/lib/finance/cube';
import { type Check, compareFace, type GroupSum, total } from '@/lib/finance/reconcile';
import { compareHandover } from '@/lib/finance/tag-chain';
import type { Database } from '@/lib/store/database';
import { sumLoad } from '@/lib/store/loads';

/** What the loads of one month say, taken together. */
export type MonthEvidence = {
  /** Σ recordType: the book. */
  readonly book: GroupSum;
  /** Faces and the daily cubes against the book. */
  readonly checks: readonly Check[];
  /** The faces that do not add up to the book's usage, with the accounts where they differ. */
  readonly breaches: readonly { readonly cube: string; readonly accounts: readonly string[] }[];
  /** True when a daily cube that covers the month, or a later key of a chain, is of another moment than the rest. */
  readonly apart: boolean;
};

/** Loads of one month by cube; `wholeDays` names the daily cubes that cover every day of it. */
export type MonthLoads = { readonly loads: ReadonlyMap<string, number>; readonly wholeDays: ReadonlySet<string> };

/**
 * Holds every face of a month against its book, account by account, within one unit per group (`finance.md` §7, §9).
 * Without a book there is nothing to hold them against: `book` is then empty and every face breaches.
 */
export async function gatherEvidence(db: Database, { loads, wholeDays }: MonthLoads): Promise<MonthEvidence> {
  const bookLoad = loads.get('recordType');
  const byType = bookLoad === undefined ? new Map<string, GroupSum>() : await sums(db, bookLoad, 'key2');
  const usageTypes = [...byType.keys()].filter((raw) => chargeClassOf(raw) === 'usage');
  const usage = bookLoad === undefined ? new Map<string, GroupSum>() : await sums(db, bookLoad, 'key1', usageTypes);
  const checks: Check[] = [];
  let apart = false;
  const breaches: { cube: string; accounts: string[] }[] = [];
  for (const [cube, loadId] of loads) {
    if (cube === 'service' || tagKeyOf(cube) !== null) {
      const face = compareFace(cube, usage, await sums(db, loadId, 'key1'));
      checks.push(...face.checks);
      if (face.breaches.length > 0) breaches.push({ cube, accounts: face.breaches });
    } else if (cube.startsWith('chain:')) {
      apart ||= !(await isHandedOver(db, loads, cube, loadId));
    } else if (categoryOf(cube) !== null && bookLoad !== undefined) {
      const face = compareFace(cube, await sums(db, bookLoad, 'key1'), await sums(db, loadId, 'key1'));
      checks.push(...face.checks);
      if (face.breaches.length > 0) breaches.push({ cube, accounts: face.breaches });
    } else if (wholeDays.has(cube) && bookLoad !== undefined) {
      const byKey = cube === 'daily.account' ? await sums(db, bookLoad, 'key1') : byType;
      const days = compareFace(cube, byKey, await sums(db, loadId, cube === 'daily.account' ? 'key1' : 'key2'));
      checks.push(...days.checks);
      apart ||= days.breaches.length > 0;
    }
  }
  return { book: total(byType.values()), checks, breaches, apart };
}

/**
 * False when a later key of a chain found more than the key before it left without a value: one of the two was read after
 * AWS had refreshed. It is no breach, since negative usage may make it, too.
 */
async function isHandedOver(
  db: Database,
  loads: ReadonlyMap<string, number>,
  cube: string,
  loadId: number,
): Promise<boolean> {
  const before = loads.get(chainCube((chainKeysOf(cube) ?? []).slice(0, -1)));
  if (before === undefined) return true;
  const left = await sums(db, before, 'key1', ['']);
  const found = await sums(db, loadId, 'key1');
  return [...found].every(([account, sum]) =>
    compareHandover(cube, left.get(account) ?? NOTHING, sum).every(({ holds }) => holds),
  );
}

const NOTHING: GroupSum = { amounts: noAmounts(), groups: 0 };

async function sums(
  db: Database,
  loadId: number,
  by: 'key1' | 'key2',
  key2?: readonly string[],
): Promise<Map<string, GroupSum>> {
  const rows = await sumLoad(db, loadId, by, key2);
  return new Map(rows.map(({ key, amounts, cells }) => [key, { amounts, groups: cells }]));
}
