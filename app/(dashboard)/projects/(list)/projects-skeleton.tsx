import { Page } from '@/components/shell/page';
import { SheetSkeleton, Skeleton } from '@/components/ui/skeleton';

/** The Projects screen in its final size, without its figures. */
export function ProjectsSkeleton() {
  return (
    <Page
      title="Projects"
      sub={<Skeleton className="mt-1 mb-[22px] h-3 w-80 tablet:mb-[3px]" />}
      actions={<Skeleton className="h-7 w-40 max-w-full" />}
    >
      <Skeleton className="mb-3.5 h-[60px] w-full tablet:h-[37px]" />
      <Skeleton className="mb-2 h-7 w-72 max-w-full" />
      <SheetSkeleton rows={16} label="Loading the projects" />
    </Page>
  );
}
