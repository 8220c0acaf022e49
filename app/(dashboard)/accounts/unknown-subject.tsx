import { Page } from '@/components/shell/page';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';

/** An account or unit that is not there, or that the reader may not see: both look the same. */
export function UnknownSubject() {
  return (
    <Page title="Not found">
      <EmptyState
        title="No such account or unit"
        action={
          <LinkButton href="/accounts" tone="primary">
            Search the accounts
          </LinkButton>
        }
      >
        Nothing that you may see has this id in the organization and month chosen. It may have been mistyped, belong to
        another organization, or not have existed yet: search for its name or e-mail, or choose another month.
      </EmptyState>
    </Page>
  );
}
