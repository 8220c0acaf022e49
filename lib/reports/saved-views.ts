import { requireViewer } from '@/lib/auth/page-viewer';
import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
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
export const loadViews = async (): Promise<ViewRow[]> => readViews(await requireViewer());

/** A view for everyone names what may be outside the scopes of a reader of some accounts: they get their own alone. */
export async function readViews(viewer: Viewer): Promise<ViewRow[]> {
  const views = await listSavedViews(viewer.scope.db, viewer.name);
  return views
    .map(({ owner, ...view }) => ({ ...view, own: owner === viewer.name }))
    .filter(({ own }) => own || seesOrganization(viewer));
}
