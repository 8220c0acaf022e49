import { Page } from '@/components/shell/page';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';

/** A project that is not there, or that the reader may not see: both look the same. */
export default function UnknownProject() {
  return (
    <Page title="Not found">
      <EmptyState
        title="No such project"
        action={
          <LinkButton href="/projects" tone="primary">
            See the projects
          </LinkButton>
        }
      >
        Nothing that you may see belongs to a project of this id in these months, and no rule names it. It may have been
        mistyped (upper and lower case matter), renamed, or have cost something in another month.
      </EmptyState>
    </Page>
  );
}
