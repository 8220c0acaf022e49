import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { formatMonths } from '@/lib/format/time';
import type { Unavailable } from '@/lib/reports/shapes';

/** Why a money screen has nothing to show, and the next step. */
export function UnavailableNotice({ outcome, path }: { outcome: Unavailable; path: string }) {
  switch (outcome.kind) {
    case 'no-connection':
      return (
        <EmptyState
          title="No books yet"
          action={
            <LinkButton href="/settings/connections" tone="primary">
              Connect AWS or import a bill
            </LinkButton>
          }
        >
          Subledger has nothing to show until it knows an organization: connect a payer account, or import a bill from a
          file.
        </EmptyState>
      );
    case 'unknown-connection':
      return (
        <EmptyState title="No such organization" action={<LinkButton href={path}>Show what there is</LinkButton>}>
          Nothing is connected by the name or id “{outcome.connection}”. It may have been removed.
        </EmptyState>
      );
    case 'not-synced':
      return <NotSynced outcome={outcome} />;
    case 'no-month':
      return (
        <EmptyState
          title={`No figures for ${formatMonths(outcome.months)}`}
          action={<LinkButton href={path}>Show the last full month</LinkButton>}
        >
          {outcome.available
            ? `The books hold ${formatMonths(outcome.available)}. Choose one of these months above.`
            : 'The books hold no month yet.'}
        </EmptyState>
      );
    case 'mixed-currencies':
      return <MixedCurrencies outcome={outcome} path={path} />;
  }
}

function NotSynced({ outcome }: { outcome: Extract<Unavailable, { kind: 'not-synced' }> }) {
  const { connection, runId } = outcome;
  return (
    <EmptyState
      title={runId ? 'The first sync is under way' : `${connection.name} was never synced`}
      action={
        <LinkButton href={`/settings/sync?connection=${encodeURIComponent(connection.id)}`} tone="primary">
          {runId ? 'See how far it is' : 'See the plan and its price'}
        </LinkButton>
      }
    >
      {runId
        ? 'The tree appears as soon as its first months have arrived and proved to add up.'
        : 'The plan says what a sync would ask AWS and what AWS charges for it, before anything is asked.'}
    </EmptyState>
  );
}

function MixedCurrencies({
  outcome,
  path,
}: {
  outcome: Extract<Unavailable, { kind: 'mixed-currencies' }>;
  path: string;
}) {
  const currencies = outcome.currencies.map(({ currency }) => currency).join(', ');
  const connections = outcome.currencies.flatMap((group) =>
    group.connections.map(({ id, name }) => ({ id, name, currency: group.currency })),
  );
  return (
    <EmptyState
      title="Several currencies"
      action={connections.map(({ id, name, currency }) => (
        <LinkButton key={id} href={`${path}?connection=${encodeURIComponent(id)}`}>
          {name} · {currency}
        </LinkButton>
      ))}
    >
      These organizations are billed in {currencies}, and currencies are never added. Choose one organization.
    </EmptyState>
  );
}
