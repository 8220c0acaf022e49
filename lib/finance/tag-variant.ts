/** Why two values look like one: the strongest of what is the same, the surest first. */
export type VariantReason = 'case' | 'separators' | 'plural' | 'short form' | 'spelling';

/** A raw value of a tag and the usage under it, units of 10⁻⁹. `target`: what it is taken for now. */
export type TagValueUse = {
  readonly key: string;
  readonly raw: string;
  readonly target: string;
  /** True where a rule named the target: a decision that is not doubted. */
  readonly ruled: boolean;
  readonly units: bigint;
  /** The part of `units` whose home the value decides; null where that is not known. */
  readonly moves: bigint | null;
};

/** A value that is probably another spelling of a target. */
export type TagVariant = Omit<TagValueUse, 'ruled' | 'target'> & {
  readonly target: string;
  readonly reason: VariantReason;
};

/** Names of environments that mean the same. */
const SHORT_FORMS: readonly (readonly string[])[] = [
  ['prod', 'production', 'prd', 'live'],
  ['dev', 'development', 'develop', 'devel'],
  ['test', 'testing', 'tst', 'qa'],
  ['stage', 'staging', 'stg'],
  ['sandbox', 'sbx', 'playground'],
];

const letters = (text: string): string => text.normalize('NFKC').toLowerCase();
const joined = (text: string): string => letters(text).replace(/[\s\-_./:]+/gu, '');
const singular = (text: string): string => joined(text).replace(/(?<=\p{L}{3})s$/u, '');
const numbers = (text: string): string => (letters(text).match(/\p{N}+/gu) ?? []).join(' ');

/**
 * Why one value looks like a spelling of another; null where it does not. `app1` and `app2` are two: values whose numbers
 * differ never are variants. Short words must agree but for case and separators: one letter makes another word of them.
 */
export function variantReason(value: string, of: string, environments = false): VariantReason | null {
  if (value === of || numbers(value) !== numbers(of)) return null;
  if (joined(value) === '' || joined(of) === '') return null;
  if (letters(value) === letters(of)) return 'case';
  if (joined(value) === joined(of)) return 'separators';
  if (singular(value) === singular(of)) return 'plural';
  const same = (list: readonly string[]) => list.includes(joined(value)) && list.includes(joined(of));
  if (environments && SHORT_FORMS.some(same)) return 'short form';
  const [a, b] = [[...joined(value)], [...joined(of)]];
  const length = Math.min(a.length, b.length);
  const allowed = length >= 10 ? 2 : length >= 6 ? 1 : 0;
  return allowed > 0 && distance(a, b, allowed) <= allowed ? 'spelling' : null;
}

/** Letters to add, drop, change or swap with a neighbour; more than `most` is only told as more. */
function distance(a: readonly string[], b: readonly string[], most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const change = (before[column - 1] ?? 0) + (same ? 0 : 1);
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
          ? (older[column - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      line.push(Math.min(change, (before[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, swapped));
    }
    if (Math.min(...line) > most) return most + 1;
    older = before;
    before = line;
  }
  return before[b.length] ?? most + 1;
}

const REASONS: readonly VariantReason[] = ['case', 'separators', 'plural', 'short form', 'spelling'];

/**
 * Values that no rule names and that look like another target: one that rules name (`named`), else one that costs more.
 * The costliest variants first. Of several targets that fit, the surest reason and then the costlier wins.
 */
export function tagVariants(
  uses: readonly TagValueUse[],
  named: ReadonlySet<string>,
  environments = false,
): TagVariant[] {
  const targets = new Map<string, bigint>();
  for (const { target, units } of uses) targets.set(target, (targets.get(target) ?? 0n) + units);
  for (const name of named) if (!targets.has(name)) targets.set(name, 0n);
  const weigh = (target: string): bigint => targets.get(target) ?? 0n;
  return uses
    .filter(({ ruled, target }) => !ruled && !named.has(target))
    .flatMap(({ key, raw, units, moves, target: own }): TagVariant[] => {
      const found = [...targets.keys()]
        .filter(
          (target) => named.has(target) || weigh(target) > weigh(own) || (weigh(target) === weigh(own) && target < own),
        )
        .flatMap((target) => {
          const reason = variantReason(raw, target, environments);
          return reason === null ? [] : [{ target, reason }];
        })
        .sort(
          (a, b) =>
            REASONS.indexOf(a.reason) - REASONS.indexOf(b.reason) ||
            Number(named.has(b.target)) - Number(named.has(a.target)) ||
            (weigh(a.target) > weigh(b.target) ? -1 : 1),
        );
      const [best] = found;
      return best ? [{ key, raw, units, moves, ...best }] : [];
    })
    .sort((a, b) => (a.units === b.units ? 0 : a.units > b.units ? -1 : 1));
}
