import { Page } from '@/components/shell/page';
import { SheetSkeleton, Skeleton } from '@/components/ui/skeleton';

/** The Statements screen in its final size, without its figures. */
export function StatementsSkeleton() {
  return (
    <Page
      title="Statement"
      sub={<Skeleton className="mt-1 mb-[3px] h-3 w-80" />}
      actions={<Skeleton className="h-7 w-72 max-w-full" />}
    >
      <Skeleton className="mb-3.5 h-[26px] w-96 max-w-full" />
      <Skeleton className="mb-3.5 h-[37px] w-full" />
      <SheetSkeleton rows={24} label="Loading the statement" />
    </Page>
  );
}
