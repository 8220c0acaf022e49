import { type AccountAxes, environmentOfAll, FACE_KEYS } from './account-axis';
import { type Amounts, sameAmounts, sumAmounts } from './basis';
import type { DetailLookup } from './detail';
import { FACES, type FaceCell, type FaceName, facesFrom } from './face';

/** A face that is kept; that of homes is not: the slices of usage are it. */
export type KeptFace = Exclude<FaceName, 'home'>;
export const KEPT_FACES: readonly KeptFace[] = FACES.flatMap((name) => (name === 'home' ? [] : [name]));

/** Faces whose cells are the same but for the dimensions that one does not have: they are kept once, as the finest. */
const SHARED = {
  /** All usage in one environment: what services say of it. */
  'environment+service': ['environment', 'service', 'environment.service'],
  /** The same, where homes are told by services. */
  'home.service+environment': ['home.service', 'home.environment.service'],
  /** The same, where they are not: a home is one cell. */
  'home+environment+service': ['home.environment', 'home.service', 'home.environment.service'],
} as const satisfies Record<string, readonly KeptFace[]>;
type Shared = keyof typeof SHARED;

/** Under what name cells are kept: that of their face, or of several that share them. */
export type KeptName = KeptFace | Shared;

const isShared = (name: KeptName): name is Shared => Object.hasOwn(SHARED, name);
const serves = (name: KeptName, face: KeptFace): boolean =>
  isShared(name) ? (SHARED[name] as readonly KeptFace[]).includes(face) : name === face;

/** The names under which cells of a face are kept. */
export const keptNames = (face: KeptFace): readonly KeptName[] => [
  face,
  ...(['environment+service', 'home.service+environment', 'home+environment+service'] as const).filter((name) =>
    serves(name, face),
  ),
];

const OURS: ReadonlySet<string> = new Set(Object.values(FACE_KEYS));

/** The faces of one account as they are kept. */
export function keepFaces(
  account: string,
  axes: AccountAxes,
  detail: DetailLookup,
): Map<KeptName, readonly FaceCell[]> {
  const face = facesFrom(account, axes, detail);
  const services: Services = new Map(
    axes.services.flatMap((part) => (part.kind === 'value' ? [[axes.serviceOf(part), part.amounts] as const] : [])),
  );
  const kept = (name: KeptFace): [KeptName, readonly FaceCell[]] => [name, bare(name, face(name), services)];
  if (!environmentOfAll(axes)) return new Map(KEPT_FACES.map(kept));
  const found = new Map<KeptName, readonly FaceCell[]>();
  const told = bare('environment.service', face('environment.service'), services);
  if (told[0]?.service === null) found.set('environment+service', told);
  else for (const name of ['environment', 'service', 'environment.service'] as const) found.set(...kept(name));
  const pairs = face('home.environment');
  const all = face('home.environment.service');
  // Each home has one cell: it is all of the home, whatever its service says.
  if (pairs.length === all.length) found.set('home+environment+service', all);
  else {
    const single = bare('home.environment.service', all, services);
    found.set('home.environment', pairs);
    found.set('home.service+environment', single);
  }
  return found;
}

/** An account's usage by service, under the keys of its faces. */
type Services = ReadonlyMap<string, Amounts>;

/**
 * Where a face with services has one home and one environment, its services are those of the account, which are kept already:
 * one cell without a service stands for all usage, beside what no service names. Any other face is kept as it is; so is one
 * whose services are not the account's to the unit, since values that cancel out leave a part of them elsewhere.
 */
function bare(name: KeptFace, cells: readonly FaceCell[], services: Services): readonly FaceCell[] {
  const [first] = cells;
  if (!first || services.size === 0 || !name.endsWith('service')) return cells;
  if (cells.some(({ home, environment }) => home !== first.home || environment !== first.environment)) return cells;
  const rest = cells.filter(({ service }) => OURS.has(service ?? ''));
  if (cells.length - rest.length !== services.size) return cells;
  const isAccounts = ({ service, amounts }: FaceCell) => {
    const whole = services.get(service ?? '');
    return whole !== undefined && sameAmounts(whole, amounts);
  };
  if (!cells.every((cell) => OURS.has(cell.service ?? '') || isAccounts(cell))) return cells;
  return [{ ...first, service: null, amounts: sumAmounts(cells.map(({ amounts }) => amounts)) }, ...rest];
}

/** What a face sums to as it is kept: beside a cell that stands for all, the others of its account are parts of it. */
export function sumOfFace(face: KeptFace, kept: ReadonlyMap<KeptName, readonly FaceCell[]>): Amounts {
  const parts: Amounts[] = [];
  for (const name of keptNames(face)) {
    const cells = kept.get(name) ?? [];
    const whole = isShared(name) || name.endsWith('service') ? cells.filter(({ service }) => service === null) : [];
    const told = new Set(whole.map(({ account }) => account));
    for (const { account, service, amounts } of cells)
      if (told.size === 0 || service === null || !told.has(account)) parts.push(amounts);
  }
  return sumAmounts(parts);
}
