import type { Viewer } from '@/lib/auth/viewer';
import type { FaceName } from '@/lib/finance/face';
import type { MonthRange } from '@/lib/finance/month';
import { cellsOf, sharesOf, slicesOf } from '@/lib/finance/statement/connection-facts';
import type { StatementShare, StatementSlice, UsageCell } from '@/lib/finance/statement/input';
import { listFaceUnits, listShareUnits, listSliceUnits } from '@/lib/store/derived-reads';
import type { Wanted } from './statement-facts';

/** What the derivations of some months say, in one basis. */
export type DerivedFacts = {
  readonly slices: readonly StatementSlice[];
  readonly shares: readonly StatementShare[];
  readonly usage: readonly UsageCell[];
  readonly homes: readonly UsageCell[];
};
export const NO_FACTS: DerivedFacts = { slices: [], shares: [], usage: [], homes: [] };

/** Reads the facts of every account by itself; `shown` names those that the reader may not know. */
export async function readEachFact(
  { scope }: Viewer,
  { connection: { id }, basis, faces, view }: Wanted,
  ranges: readonly MonthRange[],
  shown: (account: string) => string,
): Promise<DerivedFacts> {
  const over = async <Row extends { readonly account: string }>(
    read: (query: { connectionId: string; months: MonthRange; view: Wanted['view'] }) => Promise<readonly Row[]>,
  ): Promise<Row[]> => {
    const parts = await Promise.all(ranges.map((months) => read({ connectionId: id, months, view })));
    const rows = parts.flat();
    // Names are put in place of ids in rows that nobody else has: a copy of each is slower to make and to read.
    for (const row of rows as { account: string }[]) row.account = shown(row.account);
    return rows;
  };
  const face = (name: FaceName | null) =>
    name === null ? [] : over((query) => listFaceUnits(scope, { ...query, face: name }, basis));
  const [slices, shares, usage, homes] = await Promise.all([
    over((query) => listSliceUnits(scope, query, basis)),
    over((query) => listShareUnits(scope, query, basis)),
    face(faces.usage),
    face(faces.homes),
  ]);
  return {
    slices: slicesOf(id, slices),
    shares: sharesOf(id, shares),
    usage: cellsOf(id, usage),
    homes: cellsOf(id, homes),
  };
}
