import { FACE_KEYS } from './account-axis';
import { type Amounts, addAmounts, noAmounts, subtractAmounts } from './basis';
import { sumByLabel } from './cross-table';
import type { FaceCell } from './face';
import { keyOfHome, NOT_FETCHED } from './home';
import { isNothing } from './rounding';

/** Faces of the usage of one month, of the same accounts: each sums to their usage. */
export type ServiceFaces = {
  readonly full: readonly FaceCell[];
  readonly homeService: readonly FaceCell[];
  readonly service: readonly FaceCell[];
};

/** What belongs to a home, or (negative) is told in its place by services alone. Σ over an account is nothing. */
export type Placement = { readonly account: string; readonly home: string; readonly amounts: Amounts };

export type ServiceFirst = { readonly cells: readonly FaceCell[]; readonly placements: readonly Placement[] };

const UNKNOWN = FACE_KEYS.notFetched;
const NOWHERE = keyOfHome(NOT_FETCHED);

/**
 * Usage by home, environment and service, as the full face has it; but where that knows no service of a home, the services
 * of the home without their environment are told, and where those are not known either, the services of the account
 * without a home. What each home has of these is a placement. So Σ cells by account and service = the account's services,
 * Σ cells + placements by account and home = the homes, to the unit, and nothing is estimated.
 */
export function serviceFirst({ full, homeService, service }: ServiceFaces): ServiceFirst {
  const homes = coarser(full, homeService, homeKey, (cell) => ({ ...cell, environment: UNKNOWN }));
  const accounts = byKey(homes, ({ account }) => account);
  const services = byKey(service, ({ account }) => account);
  const cells: FaceCell[] = [];
  const placements: Placement[] = [];
  for (const [account, own] of accounts) {
    const unknown = own.filter(isUnknown);
    const [only, other] = new Set(unknown.map(({ home }) => home));
    const told = coarser(
      own,
      services.get(account) ?? [],
      ({ account: id }) => id,
      (cell) => ({
        ...{ ...cell, environment: UNKNOWN, home: only === undefined || other !== undefined ? NOWHERE : only },
      }),
    );
    cells.push(...told);
    if (other === undefined || told.some((cell) => unknown.includes(cell))) continue;
    const gone = unknown.map(({ amounts }) => ({
      ...{ account, home: NOWHERE, amounts: subtractAmounts(noAmounts(), amounts) },
    }));
    const moved = sumByLabel(
      [...unknown, ...gone],
      ({ home }) => home ?? NOWHERE,
      ({ amounts }) => amounts,
    );
    placements.push(...moved.map(({ first, amounts }) => ({ account, home: first.home ?? NOWHERE, amounts })));
  }
  return { cells, placements };
}

const homeKey = ({ account, home }: FaceCell): string => JSON.stringify([account, home]);
const isUnknown = ({ service }: FaceCell): boolean => service === UNKNOWN;

/**
 * Tells what fine cells do not know the service of by coarse ones of the same key, less what is known of their services.
 * A key of which the coarse cells know no service, or another sum, stays as it is.
 */
function coarser(
  fine: readonly FaceCell[],
  coarse: readonly FaceCell[],
  keyOf: (cell: FaceCell) => string,
  place: (cell: FaceCell) => FaceCell,
): FaceCell[] {
  const known = byKey(coarse, keyOf);
  return [...byKey(fine, keyOf)].flatMap(([key, cells]) => {
    const told = known.get(key) ?? [];
    const unknown = cells.filter(isUnknown);
    if (unknown.length === 0 || (told.length > 0 && told.every(isUnknown))) return cells;
    const named = cells.filter((cell) => !isUnknown(cell));
    const rest = restByService(told, named);
    const missing = unknown.reduce((sum, { amounts }) => addAmounts(sum, amounts), noAmounts());
    if (!isNothing(rest.reduce((left, { amounts }) => subtractAmounts(left, amounts), missing))) return cells;
    return [...named, ...rest.map(place)];
  });
}

/** Whole cells less parts, by service. */
function restByService(whole: readonly FaceCell[], parts: readonly FaceCell[]): FaceCell[] {
  const negative = parts.map((cell) => ({ ...cell, amounts: subtractAmounts(noAmounts(), cell.amounts) }));
  return sumByLabel(
    [...whole, ...negative],
    ({ service }) => service ?? UNKNOWN,
    ({ amounts }) => amounts,
  ).map(({ first, amounts }) => ({ ...first, amounts }));
}

function byKey(cells: readonly FaceCell[], keyOf: (cell: FaceCell) => string): Map<string, FaceCell[]> {
  const lists = new Map<string, FaceCell[]>();
  for (const cell of cells) {
    const list = lists.get(keyOf(cell));
    if (list) list.push(cell);
    else lists.set(keyOf(cell), [cell]);
  }
  return lists;
}
