import { isRemoval } from '@/lib/finance/input-change';
import type { Draft, InputKind } from '@/lib/finance/input-kind';
import { writeLine } from '@/lib/finance/input-line';
import type { Currency } from '@/lib/finance/money';
import type { Writer } from './database';
import { findKnownEntities } from './known-entities';

/** What is to be said of the line at that place of those given. */
export type LineNote = { readonly at: number; readonly field: string; readonly message: string };

/** The currencies of connections: all of them, and those of the connections that know an entity. */
export type BilledCurrencies = {
  readonly all: readonly Currency[];
  /** By entity, as `account:111122223333`; an entity that no connection knows is not in it. */
  readonly ofEntity: ReadonlyMap<string, readonly Currency[]>;
};

/** The currencies in which what these entities cost is billed. */
export async function readCurrencies(db: Writer, entities: Iterable<string>): Promise<BilledCurrencies> {
  const connections = await db.prisma.connection.findMany({ select: { id: true, currency: true } });
  const billed = new Map(connections.map(({ id, currency }) => [id, currency]));
  const known = await findKnownEntities(db, entities);
  const distinct = (ids: Iterable<string>) => [...new Set([...ids].flatMap((id) => billed.get(id) ?? []))].sort();
  return {
    all: distinct(billed.keys()),
    ofEntity: new Map([...known].map(([entity, ids]) => [entity, distinct(ids)])),
  };
}

/**
 * Gives lines without a currency that of the connections that know their entity, else that of all connections; where
 * these have several or none, the line has to name its own.
 */
export function withCurrency<Entry>(
  kind: InputKind<Entry>,
  lines: readonly Draft<Entry>[],
  { all, ofEntity }: BilledCurrencies,
): { readonly lines: readonly Draft<Entry>[]; readonly faults: readonly LineNote[] } {
  if (!('currency' in kind.fields)) return { lines, faults: [] };
  const faults: LineNote[] = [];
  const filled = lines.map((line, at) => {
    const { currency, entity = '' } = writeLine(kind, line);
    if (currency !== '' || isRemoval(kind, line)) return line;
    const own = ofEntity.get(entity) ?? [];
    const [only, ...others] = own.length > 0 ? own : all;
    if (only !== undefined && others.length === 0) return { ...line, currency: only };
    const reason =
      only === undefined ? 'no connection says which' : `connections are billed in ${[only, ...others].join(' and ')}`;
    faults.push({ at, field: 'currency', message: `is missing: ${reason}` });
    return line;
  });
  return { lines: filled, faults };
}
