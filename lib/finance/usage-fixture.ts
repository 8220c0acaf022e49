import fc from 'fast-check';
import { assignerOf } from './assignment';
import { type Amounts, amountsOf, BASES, noAmounts } from './basis';
import type { DetailCell, DetailCube } from './detail';
import { type DetailQuery, planDetail } from './detail-plan';
import type { Assignment, Rules } from './rules';
import { bookOf, buildSlices, type MonthInput } from './slice';
import type { ChainKey } from './tag-chain';
import type { UsageLine } from './usage-line';
import { chainValueIn } from './usage-set';

// Random bills, what AWS would answer about them, and rules: faces are held against the lines themselves.

export const CHAINS = { project: ['app', 'App'], environment: ['env', 'Stage'] } as const;

export type TaggedLine = {
  readonly account: string;
  readonly recordType: string;
  readonly service: string;
  /** A key that is there with `''` has an empty value. */
  readonly tags: Readonly<Record<string, string>>;
  readonly amounts: Amounts;
};

const tag = (...values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
// Far above what could pass for rounding, so that no cell is taken for it.
const amounts = fc.tuple(...BASES.map(() => fc.integer({ min: -2, max: 40 }))).map((list) => {
  const made = noAmounts();
  for (const [at, basis] of BASES.entries()) made[basis] = BigInt(list[at] ?? 0) * 1_000_003n;
  return made;
});

export const taggedLines: fc.Arbitrary<TaggedLine[]> = fc.array(
  fc
    .record({
      account: fc.constantFrom('111111111111', '222222222222', '333333333333'),
      recordType: fc.constantFrom('Usage', 'Usage', 'DiscountedUsage', 'Tax', 'Credit'),
      service: fc.constantFrom('Amazon S3', 'Amazon EC2', '(odd)'),
      tags: fc.record({
        app: tag('', 'checkout', 'Checkout', 'a$b/c', 'shop-prod', '(untagged)'),
        App: tag('', 'checkout', 'Legacy'),
        env: tag('', 'prod', 'PROD'),
        Stage: tag('prod', 'dev'),
      }),
      amounts,
    })
    .map(({ tags, ...line }) => ({
      ...line,
      tags: Object.fromEntries(
        Object.entries(tags).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
      ),
    })),
  { minLength: 1, maxLength: 25 },
);

const open = { from: null, to: null } as const;
const rule = (when: Assignment['when'], then: Assignment['then']): Assignment => ({ ...open, when, then });
const RULES: readonly Assignment[] = [
  rule({ kind: 'accounts', ids: ['222222222222'] }, { project: 'dedicated' }),
  rule({ kind: 'accounts', ids: ['222222222222'] }, { pool: 'platform' }),
  rule({ kind: 'accounts', ids: ['111111111111'] }, { environment: 'fixed' }),
  rule({ kind: 'tagValues', values: ['Checkout', 'Legacy'], dimension: null }, { project: 'checkout' }),
  rule({ kind: 'tagValues', values: ['a$b/c'], dimension: 'project' }, { environment: 'lab' }),
  rule({ kind: 'tagPattern', pattern: '^(?<project>\\w+)-(?<environment>prod|test)$', dimension: null }, {}),
  rule({ kind: 'tagValues', values: ['PROD'], dimension: null }, { environment: 'prod' }),
];
export const someRules: fc.Arbitrary<Pick<Rules, 'assignments'>> = fc
  .subarray([...RULES])
  .map((assignments) => ({ assignments }));

const isUsage = ({ recordType }: TaggedLine): boolean => recordType.endsWith('Usage');

function sum<T>(
  lines: readonly TaggedLine[],
  of: (line: TaggedLine) => readonly string[],
  make: (keys: string[], amounts: Amounts) => T,
): T[] {
  const sums = new Map<string, Amounts>();
  for (const line of lines) {
    const id = JSON.stringify(of(line));
    const known = sums.get(id) ?? noAmounts();
    for (const basis of BASES) known[basis] += line.amounts[basis];
    sums.set(id, known);
  }
  return [...sums].map(([id, total]) => make(JSON.parse(id), total));
}

const chainCubes = (lines: readonly TaggedLine[], chain: readonly string[]): ChainKey[] =>
  chain.map((key, at) => ({
    key,
    cells: sum(
      lines.filter(
        (line) => isUsage(line) && chain.slice(0, at).every((earlier) => !Object.hasOwn(line.tags, earlier)),
      ),
      (line) => [line.account, line.tags[key] ?? ''],
      ([account = '', raw = ''], total) => ({ account, raw, amounts: total }),
    ),
  }));

/** What the month's cubes say of the lines. */
export const monthOf = (lines: readonly TaggedLine[]): Omit<MonthInput, 'assigner'> => ({
  accounts: new Map(),
  book: bookOf(
    sum(
      lines,
      (line) => [line.account, line.recordType],
      ([account = '', recordType = ''], total) => ({ account, recordType, amounts: total }),
    ),
  ),
  projectChain: chainCubes(lines, CHAINS.project),
  environmentChain: chainCubes(lines, CHAINS.environment),
});

export function servicesOf(lines: readonly TaggedLine[]): Map<string, Map<string, Amounts>> {
  const services = new Map<string, Map<string, Amounts>>();
  const add = ([account = '', service = '']: string[], total: Amounts) =>
    services.set(account, (services.get(account) ?? new Map<string, Amounts>()).set(service, total));
  sum(lines.filter(isUsage), (line) => [line.account, line.service], add);
  return services;
}

/** What AWS would answer to a `detail` query. */
export function answerDetail(lines: readonly TaggedLine[], { shape }: DetailQuery): DetailCube {
  const value = (line: TaggedLine, { dimension, key }: typeof shape.row): string =>
    dimension === 'service' ? line.service : (line.tags[key] ?? '');
  const meant = lines.filter(
    (line) =>
      isUsage(line) &&
      (shape.account === null || line.account === shape.account) &&
      [...shape.row.absent, ...shape.column.absent].every((key) => !Object.hasOwn(line.tags, key)) &&
      [shape.row, shape.column].every((axis) => axis.only === null || value(line, axis) === axis.only),
  );
  const cells = sum(
    meant,
    (line) => [line.account, value(line, shape.row), value(line, shape.column)],
    ([account = '', row = '', column = ''], total): DetailCell => ({ account, row, column, amounts: total }),
  );
  return { shape, cells };
}

/** The lines as a bill in a file has them, in units of 10⁻¹⁸. */
export const usageLines = (lines: readonly TaggedLine[]): UsageLine[] =>
  lines.filter(isUsage).map((line) => ({
    account: line.account,
    project: chainValueIn(line.tags, CHAINS.project),
    environment: chainValueIn(line.tags, CHAINS.environment),
    service: line.service,
    amounts: amountsOf((basis) => line.amounts[basis] * 10n ** 9n),
  }));

/** What the planner asks for a bill, weighed by amortized cost. */
export function planned(lines: readonly TaggedLine[], rules: Rules, limit: number) {
  const assigner = assignerOf(rules, '2026-10');
  const { accounts } = buildSlices({ ...monthOf(lines), assigner });
  const services = servicesOf(lines);
  return planDetail({
    months: [{ accounts, assigner }],
    chains: CHAINS,
    servicesOf: (account) =>
      new Map([...(services.get(account) ?? [])].map(([name, { amortized }]) => [name, amortized])),
    limit,
    basis: 'amortized',
  });
}
