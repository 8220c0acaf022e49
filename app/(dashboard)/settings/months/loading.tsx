import { SheetSkeleton } from '@/components/ui/skeleton';

export default function MonthsLoading() {
  return <SheetSkeleton rows={14} label="Loading the months" />;
}
