import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';

/** What a reader of some accounts finds where the whole organization is told of. */
export function Restricted() {
  return (
    <EmptyState
      title="For those who see every account"
      action={
        <LinkButton href="/accounts" tone="primary">
          Open Accounts
        </LinkButton>
      }
    >
      This page tells of the whole organization, and you see some of its accounts. An administrator can make you a token
      without scopes.
    </EmptyState>
  );
}
