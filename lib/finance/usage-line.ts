import { type Amounts, amountsOf, BASES } from './basis';
import { LINE_SCALE } from './bill';
import type { AxisPart, CellAnswer } from './cross-table';
import type { DetailAxis, DetailLookup } from './detail';
import { divideHalfEven, UNIT_SCALE } from './money';

/**
 * The first key of a chain that a line has, with its raw value. Null: it has none, or that one's value is empty; later keys
 * are not looked at then, just as a query for what lacks the key does not find the line.
 */
export type ChainValue = { readonly key: string; readonly raw: string } | null;

/** Usage of one account with every dimension at once, as a bill in a file has it. Amounts in units of 10⁻¹⁸. */
export type UsageLine = {
  readonly account: string;
  readonly project: ChainValue;
  readonly environment: ChainValue;
  readonly service: string;
  readonly amounts: Amounts;
};

/** Answers from a bill in a file: it knows every cell, the untagged ones among them; each answer is rounded once. */
export function usageLookup(lines: readonly UsageLine[]): DetailLookup {
  const sums = new Map<string, Amounts>();
  const add = (id: string, amounts: Amounts) => {
    const known = sums.get(id);
    if (!known) sums.set(id, { ...amounts });
    else for (const basis of BASES) known[basis] += amounts[basis];
  };
  for (const line of lines) {
    const ids = { project: idOf(line.project), environment: idOf(line.environment), service: `:${line.service}` };
    for (const [first, second] of PAIRS)
      add(keyOf(line.account, [first, ids[first]], [second, ids[second]]), line.amounts);
    add(JSON.stringify([line.account, ids.project, ids.environment, ids.service]), line.amounts);
  }
  const answer = (id: string): CellAnswer => {
    const exact = sums.get(id);
    return { amounts: exact ? amountsOf((basis) => divideHalfEven(exact[basis], PER_UNIT)) : NOTHING, whole: true };
  };
  return {
    pair: ([rows, columns], account, row, column) =>
      answer(keyOf(account, [rows, partId(row)], [columns, partId(column)])),
    triple: (account, ...parts) => answer(JSON.stringify([account, ...parts.map(partId)])),
  };
}

const PAIRS = [
  ['project', 'environment'],
  ['project', 'service'],
  ['environment', 'service'],
] as const satisfies readonly (readonly [DetailAxis['dimension'], DetailAxis['dimension']])[];

const PER_UNIT = 10n ** BigInt(LINE_SCALE - UNIT_SCALE);

const NOTHING: Amounts = { unblended: 0n, amortized: 0n, netUnblended: 0n, netAmortized: 0n, blended: 0n };

const idOf = (value: ChainValue): string => (value === null ? '' : `${value.key}:${value.raw}`);
const partId = ({ kind, key, raw }: AxisPart): string => (kind === 'value' ? `${key}:${raw}` : '');

/** The two dimensions in one order, whichever was asked first. */
const keyOf = (account: string, ...parts: readonly (readonly [string, string])[]): string =>
  JSON.stringify([account, ...[...parts].sort(([a], [b]) => (a < b ? -1 : 1))]);
