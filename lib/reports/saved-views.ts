import { requireViewer } from '@/lib/auth/page-viewer';
import { listSavedViews } from '@/lib/store/saved-views';

/** A statement under a name, as a page lists it. */
export type ViewRow = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly shared: boolean;
  /** True for one that the reader saved, and may remove. */
  readonly own: boolean;
};

/** The views of the reader, and those for everyone, by name. */
export async function loadViews(): Promise<ViewRow[]> {
  const { scope, name } = await requireViewer();
  const views = await listSavedViews(scope.db, name);
  return views.map(({ owner, ...view }) => ({ ...view, own: owner === name }));
}
