import { Skeleton } from '@/components/ui/skeleton';

export default function AccessLoading() {
  return <Skeleton className="h-[380px] w-full max-w-[640px]" />;
}
