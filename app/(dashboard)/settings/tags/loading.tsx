import { SheetSkeleton } from '@/components/ui/skeleton';

export default function TagsLoading() {
  return <SheetSkeleton rows={6} label="Loading the tag keys" />;
}
