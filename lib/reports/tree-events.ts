import type { Viewer } from '@/lib/auth/viewer';
import { firstDay } from '@/lib/finance/month';
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

/** `2 accounts joined, 1 moved and 1 left.` Each account counts once for each kind. */
export function eventSentence(events: readonly OrganizationEvent[]): string | null {
  const parts = WORDS.flatMap(([is, word]) => {
    const count = new Set(events.filter(is).map(({ accountId }) => accountId)).size;
    return count === 0 ? [] : [{ count, word }];
  });
  const [first, ...rest] = parts;
  if (!first) return null;
  const spoken = [
    `${first.count} ${first.count === 1 ? 'account' : 'accounts'} ${inNumber(first)}`,
    ...rest.map((part) => `${part.count} ${inNumber(part)}`),
  ];
  const last = spoken.pop() ?? '';
  return spoken.length === 0 ? `${last}.` : `${spoken.join(', ')} and ${last}.`;
}

const inNumber = ({ count, word }: { count: number; word: string }): string =>
  count === 1 ? word : word.replace(/^was /, 'were ').replace('its state', 'their state');
