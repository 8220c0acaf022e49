import { Page } from '@/components/shell/page';
import { SheetSkeleton, Skeleton } from '@/components/ui/skeleton';

/** The Review screen in its final size, without its figures. */
export function ReviewSkeleton() {
  return (
    <Page title="Review" sub={<Skeleton className="mt-1 mb-[3px] h-3 w-80" />}>
      <SheetSkeleton rows={18} label="Loading the findings" />
    </Page>
  );
}
