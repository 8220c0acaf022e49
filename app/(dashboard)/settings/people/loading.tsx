import { SheetSkeleton } from '@/components/ui/skeleton';

export default function PeopleLoading() {
  return <SheetSkeleton rows={6} label="Loading the people" />;
}
