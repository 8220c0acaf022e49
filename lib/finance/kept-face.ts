import { FACE_KEYS } from './account-axis';
import { type Amounts, sumAmounts } from './basis';
import type { FaceCell, FaceName } from './face';

const OURS: ReadonlySet<string> = new Set(Object.values(FACE_KEYS));

/**
 * A face of one account as it is kept. Where a face with services has one home and one environment, its services are those
 * of the account, which are kept already: one cell without a service stands for all usage, beside what no service names.
 * `services`: how many services the account has. Any other face is kept as it is.
 */
export function keptFace(name: FaceName, cells: readonly FaceCell[], services: number): readonly FaceCell[] {
  const [first] = cells;
  if (!first || services === 0 || !name.endsWith('service')) return cells;
  if (cells.some(({ home, environment }) => home !== first.home || environment !== first.environment)) return cells;
  const rest = cells.filter(({ service }) => OURS.has(service ?? ''));
  if (cells.length - rest.length !== services) return cells;
  return [{ ...first, service: null, amounts: sumAmounts(cells.map(({ amounts }) => amounts)) }, ...rest];
}

/** What a face that is kept sums to: beside a cell that stands for all, the others are parts of it. */
export function sumOfKept(name: FaceName, cells: readonly FaceCell[]): Amounts {
  const whole = name.endsWith('service') ? cells.filter(({ service }) => service === null) : [];
  const told = new Set(whole.map(({ account }) => account));
  const counted = whole.length === 0 ? cells : [...whole, ...cells.filter(({ account }) => !told.has(account))];
  return sumAmounts(counted.map(({ amounts }) => amounts));
}
