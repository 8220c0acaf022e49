import { SheetSkeleton, Skeleton } from '@/components/ui/skeleton';

export default function AuditLoading() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-6 w-96 max-w-full" />
      <Skeleton className="h-12 w-full" />
      <SheetSkeleton rows={12} label="Loading the audit log" />
    </div>
  );
}
