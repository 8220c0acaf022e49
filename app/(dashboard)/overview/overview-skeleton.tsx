import { Page } from '@/components/shell/page';
import { Skeleton } from '@/components/ui/skeleton';

/** The shape of the overview while its figures are read: nothing moves when they come. */
export function OverviewSkeleton() {
  return (
    <Page title="Overview" sub={<Skeleton className="h-[19px] w-72" />}>
      <Skeleton className="mb-4 h-[85px] w-full max-w-[74ch]" />
      <Skeleton className="mb-4 h-[92px] w-full" />
      <Skeleton className="mb-3.5 h-[38px] w-full" />
      <div className="grid gap-4 desk:grid-cols-[1.7fr_1fr]">
        <Skeleton className="h-[392px] w-full" />
        <Skeleton className="h-[392px] w-full" />
      </div>
    </Page>
  );
}
