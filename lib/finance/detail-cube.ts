import type { Cell, CubeName } from './cube';
import type { DetailAxis, DetailCell, DetailCube, DetailShape } from './detail';

// The cubes of `detail` queries (`finance.md` §5) and their names.

const DIMENSIONS = ['project', 'environment', 'service'] as const;

/**
 * The name of the cube that a query fills: `detail:<json>`, the same for equal queries. With an account its cells are
 * (row, column); without one they are (account, column), and the row is the one value that was asked for.
 */
export const detailCube = ({ account, row, column }: DetailShape): CubeName =>
  `detail:${JSON.stringify({ account, row: canonical(row), column: canonical(column) })}`;

const canonical = ({ dimension, key, only, absent }: DetailAxis) => ({ dimension, key, only, absent: [...absent] });

export const isDetailCube = (cube: string): boolean => cube.startsWith('detail:');

/** Reads the shape back from a `detail` cube's name; null for any other text. */
export function detailShapeOf(cube: string): DetailShape | null {
  if (!isDetailCube(cube)) return null;
  const given = fieldsOf(parse(cube.slice('detail:'.length)));
  const row = axisOf(given.row);
  const column = axisOf(given.column);
  const { account } = given;
  return row && column && (account === null || typeof account === 'string') ? { account, row, column } : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const fieldsOf = (given: unknown): Record<string, unknown> =>
  typeof given === 'object' && given !== null ? { ...given } : {};

function axisOf(given: unknown): DetailAxis | null {
  const { dimension: name, key, only, absent } = fieldsOf(given);
  const dimension = DIMENSIONS.find((each) => each === name);
  if (!dimension || typeof key !== 'string' || !(only === null || typeof only === 'string')) return null;
  if (!Array.isArray(absent) || !absent.every((each) => typeof each === 'string')) return null;
  return { dimension, key, only, absent };
}

/** The stored cells of one month as the cube that they are. @throws RangeError for a name that `detailCube` never wrote */
export function detailOf(cube: string, cells: readonly Pick<Cell, 'key1' | 'key2' | 'amounts'>[]): DetailCube {
  const shape = detailShapeOf(cube);
  if (!shape) throw new RangeError(`not a detail cube: ${cube}`);
  const { account, row } = shape;
  const read = ({ key1, key2, amounts }: Pick<Cell, 'key1' | 'key2' | 'amounts'>): DetailCell =>
    account === null
      ? { account: key1, row: row.only ?? '', column: key2, amounts }
      : { account, row: key1, column: key2, amounts };
  return { shape, cells: cells.map(read) };
}

/** The tag keys that must be absent from what a query counts, each once. */
export const absentKeys = ({ row, column }: DetailShape): string[] => [...new Set([...row.absent, ...column.absent])];

/** A query in words, for plans, steps and the request ledger: `app=checkout × env`, `111122223333: app × SERVICE`. */
export function detailText({ account, row, column }: DetailShape): string {
  const text = ({ dimension, key, only }: DetailAxis): string => {
    if (only === '' && dimension !== 'service') return `untagged ${dimension}`;
    const name = dimension === 'service' ? 'SERVICE' : key;
    return only === null ? name : `${name}=${only}`;
  };
  return `${account === null ? '' : `${account}: `}${text(row)} × ${text(column)}`;
}
