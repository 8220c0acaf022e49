import { DrawingSkeleton } from '@/components/charts/deferred';
import { Page } from '@/components/shell/page';
import { SheetSkeleton, Skeleton } from '@/components/ui/skeleton';

/** The page of an account in its final size, without its figures. */
export function SubjectSkeleton() {
  return (
    <Page title="Account" sub={<Skeleton className="mt-1 mb-[26px] h-3 w-80" />}>
      <Skeleton className="mb-4 h-[205px] w-full desk:h-[95px]" />
      <div className="mb-4 border border-rule bg-surface p-4">
        <Skeleton className="mb-[88px] h-5 w-48" />
        <DrawingSkeleton height={260} />
      </div>
      <SheetSkeleton rows={10} label="Loading the account" />
    </Page>
  );
}
