import { SheetSkeleton } from '@/components/ui/skeleton';

export default function RulesLoading() {
  return <SheetSkeleton rows={16} label="Loading the rules" />;
}
