import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';

/** What anyone else finds where only administrators read; `children` say what is kept there. */
export function AdministratorsOnly({ children }: { children: string }) {
  return (
    <EmptyState
      title="For administrators"
      action={
        <LinkButton href="/overview" tone="primary">
          Open Overview
        </LinkButton>
      }
    >
      {children} Ask an administrator for what you need of it.
    </EmptyState>
  );
}
