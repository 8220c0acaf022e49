import { compareNames } from './compare-names';
import type { RecordedOrganization } from './organization';

export type TreeNodeType = 'organization' | 'root' | 'ou' | 'account' | 'former';
export type Tags = Readonly<Record<string, string>>;

/** A node of the account tree. Amounts in units of 10⁻⁹ of the tree's currency, in one basis. */
export type TreeNode = {
  readonly type: TreeNodeType;
  /** AWS's own id. What AWS does not know is named by us: `former`, or a key in parentheses. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** AWS's word for an account's state, kept even when it is new to us; null when AWS gave none. */
  readonly state: string | null;
  readonly tags: Tags;
  /** When the account joined the organization, an ISO instant, as AWS says; null when it does not. */
  readonly joinedAt: string | null;
  /** True for the account that pays for the organization. */
  readonly management: boolean;
  /** True for an account or OU whose place the organization did not tell: it stands under the root. */
  readonly unplaced: boolean;
  /** What was charged to the node itself; only accounts have some. */
  readonly own: bigint;
  /** `own` + Σ totals of the children, to the unit. */
  readonly total: bigint;
  /** Accounts at or below the node. */
  readonly accounts: number;
  readonly children: readonly TreeNode[];
};

export const FORMER = 'former';
/** The node above several connections. */
export const EVERYTHING = '(all)';
/** The root's id for a reader who may not see the organization: the real one is outside the scopes. */
export const RESTRICTED_ROOT = '(visible)';

export type TreeInput = {
  /** What the root is called where AWS has none: a bill in a file, an account without organization. */
  readonly fallback: { readonly id: string; readonly name: string };
  /** The organization as it was on the tree's day; null when there is none. */
  readonly organization: RecordedOrganization | null;
  /** Σ of the tree's months by account, in one basis. An account that is missing has no cost. */
  readonly costs: ReadonlyMap<string, bigint>;
  /** The OUs and roots that the reader may see; `all` for one who sees the organization. */
  readonly units: 'all' | ReadonlySet<string>;
};

type Draft = { -readonly [Field in keyof Omit<TreeNode, 'children'>]: TreeNode[Field] } & { children: Draft[] };

const draft = (type: TreeNodeType, id: string, name: string, rest: Partial<Draft> = {}): Draft => ({
  type,
  id,
  name,
  email: null,
  state: null,
  tags: {},
  joinedAt: null,
  management: false,
  unplaced: false,
  own: 0n,
  total: 0n,
  accounts: 0,
  children: [],
  ...rest,
});

/**
 * Builds the tree of one connection: every account of the organization (without cost too), those of no known place
 * under the root, and the accounts that have cost but left in a node `former`. Root total = Σ accounts = Σ costs.
 * Children stand by name, then id; `former` is the last.
 */
export function buildTree({ fallback, organization, costs, units }: TreeInput): TreeNode {
  const restricted = units !== 'all';
  const top = organization?.root ?? fallback;
  const root = restricted
    ? draft('root', RESTRICTED_ROOT, 'Accounts you may see')
    : draft('root', top.id, top.name || fallback.name);
  const places = new Map<string, Draft>(organization?.root && !restricted ? [[organization.root.id, root]] : []);
  const visible = (organization?.units ?? []).filter((unit) => !restricted || units.has(unit.id));
  for (const unit of visible) places.set(unit.id, draft('ou', unit.id, unit.name, { tags: unit.tags ?? {} }));
  for (const unit of visible) place(root, places.get(unit.id), places.get(unit.parentId), restricted);
  const placed = new Set<string>();
  for (const account of organization?.accounts ?? []) {
    placed.add(account.id);
    const { id, email, state, joinedAt, tags = {} } = account;
    const management = id === organization?.managementAccountId;
    const about = { email, state, joinedAt, management, tags };
    const node = draft('account', id, account.name, { ...about, own: costs.get(id) ?? 0n });
    place(root, node, places.get(account.parentId ?? ''), restricted || organization?.root === null);
  }
  const others = [...costs].filter(([id]) => !placed.has(id));
  const names = new Map(organization?.former.map(({ id, name }) => [id, name]));
  const former = draft('former', FORMER, 'Former accounts');
  const home = organization?.root ? former : root;
  for (const [id, own] of others) {
    home.children.push(draft('account', id, names.get(id) ?? id, { own }));
  }
  rescueCycles(root, places);
  finish(root);
  if (former.children.length > 0) {
    finish(former);
    root.children.push(former);
    root.total += former.total;
    root.accounts += former.accounts;
  }
  return root;
}

function place(root: Draft, node: Draft | undefined, parent: Draft | undefined, expected: boolean): void {
  if (!node) return;
  if (!parent) node.unplaced = !expected;
  (parent ?? root).children.push(node);
}

/** OUs that name each other as parents hang from nowhere: each such ring is opened and put under the root. */
function rescueCycles(root: Draft, places: ReadonlyMap<string, Draft>): void {
  const reached = new Set<Draft>();
  const reach = (from: Draft): void => {
    for (const stack = [from]; stack.length > 0; ) {
      const node = stack.pop();
      if (!node || reached.has(node)) continue;
      reached.add(node);
      for (const child of node.children) if (child.type === 'ou') stack.push(child);
    }
  };
  reach(root);
  for (const node of places.values()) {
    if (reached.has(node)) continue;
    for (const parent of places.values()) parent.children = parent.children.filter((child) => child !== node);
    node.unplaced = true;
    root.children.push(node);
    reach(node);
  }
}

/** Adds up from the leaves and sorts. */
function finish(node: Draft): void {
  node.total = node.own;
  node.accounts = node.type === 'account' ? 1 : 0;
  for (const child of node.children) {
    finish(child);
    node.total += child.total;
    node.accounts += child.accounts;
  }
  if (node.children.length > 1) {
    node.children.sort((a, b) => compareNames(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  }
}

/** Puts the trees of several connections, of one currency, under one node; none makes an empty one. */
export function joinTrees(name: string, roots: readonly TreeNode[]): TreeNode {
  const total = roots.reduce((sum, root) => sum + root.total, 0n);
  const accounts = roots.reduce((sum, root) => sum + root.accounts, 0);
  return { ...draft('organization', EVERYTHING, name), total, accounts, children: roots };
}

/** Every node in pre-order with its depth, 0 for the outermost. */
export function* walkTree(node: TreeNode, depth = 0): Generator<{ node: TreeNode; depth: number }> {
  yield { node, depth };
  for (const child of node.children) yield* walkTree(child, depth + 1);
}
