import { randomUUID } from 'node:crypto';
import { AppError } from '@/lib/errors';
import type { Writer } from './database';

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

/** Keeps a view; one of the same owner and name is replaced. Returns it. */
export async function saveView(
  db: Writer,
  { owner, name, shared, address }: Omit<SavedView, 'id'>,
  createdAt: string,
): Promise<SavedView> {
  const content = { shared, address, createdAt };
  const { createdAt: _, ...view } = await db.prisma.savedView.upsert({
    where: { owner_name: { owner, name } },
    create: { id: randomUUID(), owner, name, ...content },
    update: content,
  });
  return view;
}

/** Removes a view of a person. @throws AppError `not-found` for one that is not there, or not theirs */
export async function removeSavedView(db: Writer, owner: string, id: string): Promise<void> {
  const { count } = await db.prisma.savedView.deleteMany({ where: { id, owner } });
  if (count === 0) throw new AppError('not-found', 'There is no such saved view of yours.');
}
