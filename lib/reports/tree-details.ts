import type { Viewer } from '@/lib/auth/viewer';
import { addMonths, type Month, monthsIn } from '@/lib/finance/month';
import { writeSpark } from '@/lib/finance/spark';
import type { TreeNode } from '@/lib/finance/tree';
import { listPublishedMonths } from '@/lib/store/books';
import { sumUnits } from '@/lib/store/costs';
import { storedBooks } from './account-tree';
import type { Books } from './books';
import type { TreeDetails } from './shapes';
import { tagCoverage } from './tag-coverage';
import { type Placed, placedNodes } from './tree-node';

/** Months of a sparkline. */
const SPARK_MONTHS = 13;

/** Reads what the tree shows beside its figures; `root` is the tree of `books`. */
export async function treeDetails(viewer: Viewer, books: Books, root: TreeNode): Promise<TreeDetails> {
  const nodes = placedNodes(root);
  const to = books.months.to;
  const sparkMonths = monthsIn({ from: addMonths(to, -SPARK_MONTHS), to });
  const [history, coverage] = await Promise.all([
    historyOf(viewer, books, sparkMonths),
    tagCoverage(viewer, books, storedBooks(books)),
  ]);
  const covered = coverage && rollUp(nodes, 2, ({ node, connection }) => coverage.of(connection, node.id));
  return {
    sparkMonths,
    spark: sparksOf(nodes, history),
    uncertain: uncertainOf(sparkMonths, history),
    coverage: coverage && covered && { key: coverage.key, permille: covered.map(permilleOf) },
    tags: tagsOf(nodes),
  };
}

/** What a connection's accounts cost, month by month; null for a month that it does not have. */
type History = {
  readonly byAccount: ReadonlyMap<string, readonly bigint[]>;
  readonly has: readonly boolean[];
  readonly estimated: ReadonlySet<Month>;
};

function historyOf({ scope }: Viewer, books: Books, months: readonly Month[]): Promise<History[]> {
  const [from = '', last = ''] = [months[0], months.at(-1)];
  const range = { from, to: addMonths(last, 1) };
  return Promise.all(
    storedBooks(books).map(async ({ connection }) => {
      const query = { connectionId: connection.id, cube: 'recordType', months: range } as const;
      const [sums, published] = await Promise.all([
        sumUnits(scope, { ...query, groupBy: ['month', 'key1'] }, books.basis),
        listPublishedMonths(scope, connection.id),
      ]);
      const places = new Map(months.map((month, at) => [month, at]));
      const byAccount = new Map<string, bigint[]>();
      for (const { month, key1, units } of sums) {
        const at = places.get(month ?? '');
        if (at === undefined || key1 === null) continue;
        const series = byAccount.get(key1) ?? months.map(() => 0n);
        series[at] = (series[at] ?? 0n) + units;
        byAccount.set(key1, series);
      }
      const stored = new Set(published.map(({ month }) => month));
      return {
        byAccount,
        has: months.map((month) => stored.has(month)),
        estimated: new Set(published.filter(({ estimated }) => estimated).map(({ month }) => month)),
      };
    }),
  );
}

/**
 * Every node's totals, where its accounts stand now. Accounts that cost something only before stand nowhere in the tree:
 * they count in their connection's root, whose line is that of the books.
 */
function sparksOf(nodes: readonly Placed[], histories: readonly History[]): string {
  const months = histories[0]?.has.length ?? 0;
  const rolled = rollUp(nodes, months, ({ node, connection }) => histories[connection]?.byAccount.get(node.id) ?? null);
  const everything = histories.map(({ byAccount, has }) => has.map((_, at) => sumAt(byAccount.values(), at)));
  return nodes
    .map(({ node, connection }, index) => {
      const whole = node.type === 'organization';
      const totals = node.type === 'root' ? everything[connection] : whole ? addUp(everything, months) : rolled[index];
      const has = (at: number) =>
        whole ? histories.every((each) => each.has[at]) : (histories[connection]?.has[at] ?? false);
      return writeSpark(Array.from({ length: months }, (_, at) => (has(at) ? (totals?.[at] ?? 0n) : null)));
    })
    .join('');
}

const sumAt = (series: Iterable<readonly bigint[]>, at: number): bigint => {
  let sum = 0n;
  for (const each of series) sum += each[at] ?? 0n;
  return sum;
};
const addUp = (series: readonly (readonly bigint[])[], length: number): bigint[] =>
  Array.from({ length }, (_, at) => sumAt(series, at));

/** How many of the last months are estimated anywhere. */
function uncertainOf(months: readonly Month[], histories: readonly History[]): number {
  const first = months.findIndex((month) => histories.some(({ estimated }) => estimated.has(month)));
  return first < 0 ? 0 : months.length - first;
}

/** Adds up `width` figures of every account to the nodes above it. Nodes are in pre-order. */
function rollUp(nodes: readonly Placed[], width: number, of: (placed: Placed) => readonly bigint[] | null): bigint[][] {
  const places = new Map(nodes.map(({ key }, index) => [key, index]));
  const rolled = nodes.map((placed) => {
    const own = placed.node.type === 'account' ? of(placed) : null;
    return Array.from({ length: width }, (_, at) => own?.[at] ?? 0n);
  });
  for (let index = nodes.length - 1; index > 0; index -= 1) {
    const parent = rolled[places.get(nodes[index]?.parentKey ?? '') ?? -1];
    for (const [at, units] of (rolled[index] ?? []).entries()) if (parent) parent[at] = (parent[at] ?? 0n) + units;
  }
  return rolled;
}

/** Covered thousandths of usage, rounded down: 100 % is all of it. Null where there is no usage to speak of. */
function permilleOf([covered = 0n, usage = 0n]: readonly bigint[]): number | null {
  if (usage <= 0n) return null;
  const permille = Number((covered * 1000n) / usage);
  return Math.min(1000, Math.max(0, permille));
}

/** The accounts' tags, each text once. */
function tagsOf(nodes: readonly Placed[]): TreeDetails['tags'] {
  const places = new Map<string, number>();
  const of = nodes.map(({ node }) =>
    Object.entries(node.tags).map(([key, value]) => {
      const text = `${key}=${value}`;
      const at = places.get(text) ?? places.size;
      places.set(text, at);
      return at;
    }),
  );
  return { texts: [...places.keys()], of };
}
