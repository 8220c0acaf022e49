import { type Amounts, addAmounts, amountsOf, noAmounts } from './basis';
import { LINE_SCALE } from './bill';
import type { Cell, CubeName } from './cube';
import { divideHalfEven, UNIT_SCALE } from './money';
import type { ChainCell } from './tag-chain';
import type { ChainValue, UsageLine } from './usage-line';

/**
 * Usage of one account that agrees in service and tags, as a bill in a file keeps it: any tag chain that is chosen later is
 * told from it without the file. Amounts in units of 10⁻¹⁸, so that sums round once.
 */
export type UsageSet = {
  readonly account: string;
  readonly service: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly amounts: Amounts;
};

/** `folded`: tag keys that are not in the sets, since they would make a set of almost every line. */
export type UsageSets = { readonly sets: readonly UsageSet[]; readonly folded: ReadonlySet<string> };

/** The cube of the sets in whole units of 10⁻⁹, and that of what is beyond them, in units of 10⁻¹⁸. */
export const LINES_CUBE = 'lines' satisfies CubeName;
export const LINES_REST_CUBE = 'lines.rest' satisfies CubeName;

const PER_UNIT = 10n ** BigInt(LINE_SCALE - UNIT_SCALE);

/** Parts amounts of 10⁻¹⁸ into units, rounded half-even, and what is beyond them. */
export function partAmounts(amounts: Amounts): { units: Amounts; rest: Amounts } {
  const units = toUnits(amounts);
  return { units, rest: amountsOf((basis) => amounts[basis] - units[basis] * PER_UNIT) };
}

const toUnits = (amounts: Amounts): Amounts => amountsOf((basis) => divideHalfEven(amounts[basis], PER_UNIT));

/** The second key of a cell of `lines`: service and tags, the same text for equal ones. */
export const usageSetKey = (service: string, tags: Readonly<Record<string, string>>): string =>
  JSON.stringify([service, Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** The cell that says which keys are folded: it has no account and no amounts. */
export const foldedCell = (keys: readonly string[]): Cell => ({
  key1: '',
  key2: JSON.stringify([...keys].sort()),
  day: 0,
  amounts: noAmounts(),
});

type SetCell = Pick<Cell, 'key1' | 'key2' | 'amounts'>;

/** Reads the stored cells of both cubes back. @throws RangeError for a key that `usageSetKey` never wrote */
export function usageSetsOf(lines: readonly SetCell[], rests: readonly SetCell[]): UsageSets {
  const restOf = new Map(rests.map(({ key1, key2, amounts }) => [`${key1} ${key2}`, amounts]));
  let folded: readonly string[] = [];
  const sets: UsageSet[] = [];
  for (const { key1, key2, amounts } of lines) {
    if (key1 === '') {
      folded = textsOf(JSON.parse(key2));
      continue;
    }
    const rest = restOf.get(`${key1} ${key2}`) ?? noAmounts();
    const [service, tags] = setOf(key2);
    sets.push({
      account: key1,
      service,
      tags,
      amounts: amountsOf((basis) => amounts[basis] * PER_UNIT + rest[basis]),
    });
  }
  return { sets, folded: new Set(folded) };
}

function setOf(key: string): [service: string, tags: Record<string, string>] {
  const given: unknown = JSON.parse(key);
  const [service, entries]: unknown[] = Array.isArray(given) ? given : [];
  if (typeof service !== 'string' || !Array.isArray(entries)) throw new RangeError(`not a set of usage: ${key}`);
  const tags = entries.map((entry): [string, string] => {
    const [name = '', value = ''] = textsOf(entry);
    return [name, value];
  });
  return [service, Object.fromEntries(tags)];
}

function textsOf(given: unknown): string[] {
  if (Array.isArray(given) && given.every((each) => typeof each === 'string')) return given;
  throw new RangeError('not a list of texts');
}

/** The first key of a chain that a set has; null where it has none, or an empty value of it. */
export function chainValueIn(tags: Readonly<Record<string, string>>, chain: readonly string[]): ChainValue {
  const key = chain.find((each) => Object.hasOwn(tags, each));
  const raw = key === undefined ? '' : (tags[key] ?? '');
  return key === undefined || raw === '' ? null : { key, raw };
}

/** What AWS would answer about the last of `keys` where the earlier ones are absent; null where one of them is folded. */
export function chainCellsIn({ sets, folded }: UsageSets, keys: readonly string[]): ChainCell[] | null {
  const key = keys.at(-1);
  if (key === undefined || keys.some((each) => folded.has(each))) return null;
  const earlier = keys.slice(0, -1);
  const sums = new Map<string, { account: string; raw: string; amounts: Amounts }>();
  for (const { account, tags, amounts } of sets) {
    if (earlier.some((each) => Object.hasOwn(tags, each))) continue;
    const raw = Object.hasOwn(tags, key) ? (tags[key] ?? '') : '';
    const id = `${account} ${raw}`;
    const known = sums.get(id);
    sums.set(id, { account, raw, amounts: known ? addAmounts(known.amounts, amounts) : amounts });
  }
  return [...sums.values()].map((cell) => ({ ...cell, amounts: toUnits(cell.amounts) }));
}

/** The sets as lines of both chains; null where a key of a chain is folded: what a line has of it is not known. */
export function usageLinesIn(
  { sets, folded }: UsageSets,
  chains: { readonly project: readonly string[]; readonly environment: readonly string[] },
): UsageLine[] | null {
  if ([...chains.project, ...chains.environment].some((key) => folded.has(key))) return null;
  return sets.map(({ account, service, tags, amounts }) => ({
    account,
    service,
    project: chainValueIn(tags, chains.project),
    environment: chainValueIn(tags, chains.environment),
    amounts,
  }));
}
