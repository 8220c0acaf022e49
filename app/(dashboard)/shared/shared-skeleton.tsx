import { Page } from '@/components/shell/page';
import { SheetSkeleton, Skeleton } from '@/components/ui/skeleton';

/** The Shared costs screen in its final size, without its figures. */
export function SharedSkeleton() {
  return (
    <Page title="Shared costs" sub={<Skeleton className="mt-1 mb-[3px] h-3 w-80" />}>
      <div className="grid items-start gap-5 wide:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]">
        <SheetSkeleton rows={14} label="Loading the pools" />
        <SheetSkeleton rows={16} label="Loading what each project pays" />
      </div>
    </Page>
  );
}
