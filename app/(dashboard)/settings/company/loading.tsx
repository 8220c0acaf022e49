import { Skeleton } from '@/components/ui/skeleton';

export default function CompanyLoading() {
  return <Skeleton className="h-[180px] w-full max-w-[560px]" />;
}
