import { SheetSkeleton, Skeleton } from '@/components/ui/skeleton';

export default function SyncLoading() {
  return (
    <div className="grid gap-8">
      <Skeleton className="h-[196px] w-full" />
      <div>
        <h2 className="mb-2.5">History</h2>
        <SheetSkeleton rows={6} label="Loading the history" />
      </div>
    </div>
  );
}
