import { Page } from '@/components/shell/page';
import { SheetSkeleton, Skeleton } from '@/components/ui/skeleton';

/** The Accounts screen in its final size, without its figures. */
export function AccountsSkeleton() {
  return (
    <Page
      title="Accounts"
      sub={<Skeleton className="mt-1 h-3 w-80" />}
      actions={<Skeleton className="h-7 w-[460px] max-w-full" />}
    >
      <Skeleton className="mb-3.5 h-[38px] w-full" />
      <SheetSkeleton rows={20} label="Loading the account tree" />
    </Page>
  );
}
