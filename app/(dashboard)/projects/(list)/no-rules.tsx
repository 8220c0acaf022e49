import { EmptyState } from '@/components/ui/empty-state';

/** Nobody has said what a project is. */
export function NoRules({ whole }: { whole: boolean }) {
  return (
    <EmptyState title="No project has a cost yet">
      {whole
        ? 'A tag key or an account name can say which project a cost belongs to.'
        : 'Nothing that you may see belongs to a project.'}
    </EmptyState>
  );
}
