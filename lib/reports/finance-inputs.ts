import type { Viewer } from '@/lib/auth/viewer';
import type { Draft, InputKind } from '@/lib/finance/input-kind';
import { writeLine } from '@/lib/finance/input-line';
import type { Currency } from '@/lib/finance/money';
import type { MonthRange } from '@/lib/finance/month';
import { getConnection } from '@/lib/store/connections';
import { listInputs } from '@/lib/store/finance-inputs';
import { findKnownEntities } from '@/lib/store/known-entities';

/** Which entries are read: null months are all of them, a null connection or currency any. */
export type InputsQuery = {
  /** An id or a name. */
  readonly connection: string | null;
  readonly currency: Currency | null;
  readonly months: MonthRange | null;
};

/**
 * What finance entered for the entities that the reader may see. Entries belong to no connection: those of one are in its
 * currency, of the accounts and OUs that it knows, and of all projects.
 * @throws AppError `not-found` for an unknown connection
 */
export async function readInputs<Entry extends Draft<Entry>>(
  { scope }: Viewer,
  kind: InputKind<Entry>,
  { connection, currency, months }: InputsQuery,
): Promise<Entry[]> {
  const chosen = connection === null ? null : await getConnection(scope, connection);
  const entries = (await listInputs(scope, kind, months)).map((entry) => ({ entry, texts: writeLine(kind, entry) }));
  const known = chosen
    ? await findKnownEntities(scope.db, new Set(entries.map(({ texts }) => texts.entity ?? '')))
    : null;
  const isOfChosen = (entity: string): boolean =>
    !chosen || entity.startsWith('project:') || (known?.get(entity)?.includes(chosen.id) ?? false);
  const isIn = (wanted: Currency | null | undefined, given: string | undefined): boolean =>
    wanted === null || wanted === undefined || given === undefined || given === wanted;
  return entries
    .filter(({ texts }) => isOfChosen(texts.entity ?? ''))
    .filter(({ texts }) => isIn(currency, texts.currency) && isIn(chosen?.currency, texts.currency))
    .map(({ entry }) => entry);
}
