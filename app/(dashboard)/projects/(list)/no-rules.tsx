import { RuleProposal } from '@/components/projects/rule-proposal';
import { EmptyState } from '@/components/ui/empty-state';
import type { Basis } from '@/lib/finance/basis';
import { acceptProposal, previewProposal } from './actions';

type Props = { whole: boolean; mayChange: boolean; basis: Basis };

/** Nobody has said what a project is: what would, and the first rules to look at. */
export function NoRules({ whole, mayChange, basis }: Props) {
  if (!whole) {
    return <EmptyState title="No project">Nothing that you may see belongs to a project in these months.</EmptyState>;
  }
  return (
    <EmptyState
      title="No project has a cost yet"
      action={mayChange && <RuleProposal basis={basis} preview={previewProposal} accept={acceptProposal} />}
    >
      Rules say which project a cost belongs to: by a tag on the resource, or by the account&apos;s name, tag or place.
      Until there are some, everything stands without a project.{' '}
      {mayChange
        ? 'Subledger can propose the first rules from your tag keys.'
        : 'Someone with the role finance or admin can make them.'}
    </EmptyState>
  );
}
