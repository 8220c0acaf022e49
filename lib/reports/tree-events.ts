import type { Viewer } from '@/lib/auth/viewer';
import { firstDay } from '@/lib/finance/month';
import { type TreeNode, walkTree } from '@/lib/finance/tree';
import { listEvents, type OrganizationEvent } from '@/lib/store/organization';
import type { Books } from './books';

const WORDS: readonly (readonly [(event: OrganizationEvent) => boolean, string])[] = [
  [({ kind }) => kind === 'joined', 'joined'],
  [({ kind }) => kind === 'moved', 'moved'],
  [({ kind }) => kind === 'renamed', 'was renamed'],
  [({ kind, to }) => kind === 'state' && to !== 'ACTIVE', 'changed its state'],
  [({ kind }) => kind === 'left', 'left'],
];

/** What happened to accounts in the months of the books. */
export async function listTreeEvents({ scope }: Viewer, { connections, months }: Books): Promise<OrganizationEvent[]> {
  const range = [firstDay(months.from), firstDay(months.to)] as const;
  const lists = await Promise.all(connections.map(({ connection }) => listEvents(scope, connection.id, ...range)));
  return lists.flat();
}

/**
 * `2 accounts joined, 1 moved (search-prod, Development → Production) and 1 left.` Each account counts once for each
 * kind. `nameEvent` says what an event was, or null for what has no name to the reader; few events are described.
 */
export function eventSentence(
  events: readonly OrganizationEvent[],
  nameEvent: (event: OrganizationEvent) => string | null = () => null,
): string | null {
  const parts = WORDS.flatMap(([is, word]) => {
    const found = events.filter(is);
    const count = new Set(found.map(({ accountId }) => accountId)).size;
    const described = found.length <= MOST_DESCRIBED ? found.flatMap((event) => nameEvent(event) ?? []) : [];
    const aside = described.length === found.length && described.length > 0 ? ` (${described.join('; ')})` : '';
    return count === 0 ? [] : [{ count, word, aside }];
  });
  const [first, ...rest] = parts;
  if (!first) return null;
  const spoken = [
    `${first.count} ${first.count === 1 ? 'account' : 'accounts'} ${inNumber(first)}${first.aside}`,
    ...rest.map((part) => `${part.count} ${inNumber(part)}${part.aside}`),
  ];
  const last = spoken.pop() ?? '';
  return spoken.length === 0 ? `${last}.` : `${spoken.join(', ')} and ${last}.`;
}

const MOST_DESCRIBED = 3;

/** Describes events by the names that a tree has: `search-prod, Development → Production`. */
export function describer(root: TreeNode): (event: OrganizationEvent) => string | null {
  const names = new Map<string, string>();
  for (const { node } of walkTree(root)) names.set(node.id, node.name);
  return ({ kind, accountId, from, to }) => {
    const name = names.get(accountId);
    if (name === undefined) return null;
    if (kind === 'renamed') return from === null ? name : `${from} → ${name}`;
    if (kind !== 'moved') return name;
    const [before, after] = [names.get(from ?? ''), names.get(to ?? '')];
    return before !== undefined && after !== undefined ? `${name}, ${before} → ${after}` : name;
  };
}

const inNumber = ({ count, word }: { count: number; word: string }): string =>
  count === 1 ? word : word.replace(/^was /, 'were ').replace('its state', 'their state');
