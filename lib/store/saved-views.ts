import { randomUUID } from 'node:crypto';
import { AppError } from '@/lib/errors';
import { MACHINE_ORIGIN, type Origin, recordAudit } from './audit';
import { type Transaction, transaction, type Writer } from './database';

/** A statement that was kept under a name. */
export type SavedView = {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  /** For everyone, not for its owner alone. */
  readonly shared: boolean;
  /** The parameters of its address: `column=project%3Acheckout&compare=lastYear`. */
  readonly address: string;
};

/** The views of a person and those for everyone, by name. */
export async function listSavedViews(db: Writer, owner: string): Promise<SavedView[]> {
  const rows = await db.prisma.savedView.findMany({
    where: { OR: [{ owner }, { shared: true }] },
    orderBy: [{ name: 'asc' }, { owner: 'asc' }],
  });
  return rows.map(({ createdAt: _, ...view }) => view);
}

/** Keeps a view; one of the same owner and name is replaced. Returns it. One for everyone is an act of its owner. */
export async function saveView(
  db: Writer,
  { owner, name, shared, address }: Omit<SavedView, 'id'>,
  createdAt: string,
  origin: Origin = MACHINE_ORIGIN,
): Promise<SavedView> {
  const content = { shared, address, createdAt };
  return transaction(db, async (tx) => {
    const where = { owner_name: { owner, name } };
    const before = await tx.prisma.savedView.findUnique({ where });
    const { createdAt: _, ...view } = await tx.prisma.savedView.upsert({
      where,
      create: { id: randomUUID(), owner, name, ...content },
      update: content,
    });
    await recordShared(tx, before, view, { at: createdAt, origin });
    return view;
  });
}

/** What everyone sees is told by the audit log; a view for oneself is nobody's business. */
async function recordShared(
  tx: Transaction,
  before: SavedView | null,
  after: SavedView | null,
  { at, origin }: { readonly at: string; readonly origin: Origin },
): Promise<void> {
  const told = (view: SavedView | null) => (view?.shared ? { name: view.name, address: view.address } : null);
  const view = after ?? before;
  if (!view || (told(before) === null && told(after) === null)) return;
  await recordAudit(tx, {
    ...{ at, actor: view.owner, via: origin.via, address: origin.address, subject: view.name },
    ...{ action: told(after) ? 'view.share' : 'view.withdraw', before: told(before), after: told(after) },
  });
}

/** Removes a view of a person. @throws AppError `not-found` for one that is not there, or not theirs */
export async function removeSavedView(
  db: Writer,
  owner: string,
  id: string,
  { at = new Date().toISOString(), origin = MACHINE_ORIGIN }: { at?: string; origin?: Origin } = {},
): Promise<void> {
  await transaction(db, async (tx) => {
    const known = await tx.prisma.savedView.findUnique({ where: { id } });
    const { count } = await tx.prisma.savedView.deleteMany({ where: { id, owner } });
    if (count === 0) throw new AppError('not-found', 'There is no such saved view of yours.');
    await recordShared(tx, known, null, { at, origin });
  });
}
