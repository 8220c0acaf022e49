import { SheetSkeleton } from '@/components/ui/skeleton';

export default function InputsLoading() {
  return <SheetSkeleton rows={12} label="Loading the figures" />;
}
