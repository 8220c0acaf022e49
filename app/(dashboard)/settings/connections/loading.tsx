import { SheetSkeleton } from '@/components/ui/skeleton';

export default function ConnectionsLoading() {
  return <SheetSkeleton rows={4} label="Loading the connections" />;
}
