import { Page } from '@/components/shell/page';
import { SheetSkeleton, Skeleton } from '@/components/ui/skeleton';

/** The Accounts screen in its final size, without its figures. */
export function AccountsSkeleton() {
  return (
    <Page
      title="Accounts"
      sub={<Skeleton className="mt-1 mb-[22px] h-3 w-80 tablet:mb-[3px]" />}
      actions={<Skeleton className="h-16 w-[560px] max-w-full tablet:h-7" />}
    >
      <Skeleton className="mb-3.5 h-[60px] w-full tablet:h-[37px]" />
      <Skeleton className="mb-2 h-7 w-24" />
      <SheetSkeleton rows={20} label="Loading the account tree" />
    </Page>
  );
}
