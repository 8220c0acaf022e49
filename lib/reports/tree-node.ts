import { firstDay, type MonthRange } from '@/lib/finance/month';
import type { TreeNode } from '@/lib/finance/tree';
import type { OrganizationEvent } from '@/lib/store/organization';
import type { NodeBadge } from './shapes';

/** A node of the tree with its place in it. */
export type Placed = {
  readonly node: TreeNode;
  /** Tells it from its like in another connection or under `former`, by the outermost root's place. */
  readonly key: string;
  readonly parentKey: string | null;
  readonly depth: number;
  /** The place of its connection among those of the tree. */
  readonly connection: number;
};

/** Every node in pre-order: the order of the rows, and of everything that is told of them apart. */
export function placedNodes(root: TreeNode): Placed[] {
  const placed: Placed[] = [];
  const visit = (node: TreeNode, parentKey: string | null, depth: number, prefix: string, connection: number): void => {
    const key = `${prefix}${node.type === 'account' || node.type === 'ou' ? node.id : node.type}`;
    placed.push({ node, key, parentKey, depth, connection });
    for (const [index, child] of node.children.entries()) {
      if (node.type === 'organization') visit(child, key, depth + 1, `${index}.`, index);
      else visit(child, key, depth + 1, prefix, connection);
    }
  };
  visit(root, null, 0, '', 0);
  return placed;
}

const QUIET_STATES = new Set(['ACTIVE']);

/** Words on a node; `events` are those of its account in the months shown. */
export function badgesOf(
  node: TreeNode,
  events: readonly OrganizationEvent[],
  { from, to }: MonthRange,
): readonly NodeBadge[] {
  const badges: NodeBadge[] = [];
  const joined = node.joinedAt !== null && node.joinedAt >= firstDay(from) && node.joinedAt < firstDay(to);
  if (node.management) badges.push({ label: 'management', tone: 'neutral' });
  if (node.state !== null && !QUIET_STATES.has(node.state))
    badges.push({ label: inWords(node.state), tone: 'caution' });
  if (joined || events.some(({ kind }) => kind === 'joined')) badges.push({ label: 'new', tone: 'neutral' });
  if (events.some(({ kind }) => kind === 'moved')) badges.push({ label: 'moved', tone: 'neutral' });
  if (node.unplaced) badges.push({ label: 'place unknown', tone: 'caution' });
  return badges;
}

/** `PENDING_CLOSURE` as `pending closure`; a word that is new to us reads the same way. */
export const inWords = (state: string): string => state.toLowerCase().replaceAll('_', ' ');

/** A fraction for a bar or a percentage: to a millionth, since only here does money become a float. `whole` is not zero. */
export const ratio = (part: bigint, whole: bigint): number => Number((part * 1_000_000n) / whole) / 1_000_000;
