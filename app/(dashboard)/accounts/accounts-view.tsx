import { Download } from 'lucide-react';
import { Page } from '@/components/shell/page';
import { AccountTree } from '@/components/tables/account-tree';
import { ReconciliationStrip } from '@/components/tables/reconciliation-strip';
import { drawStrip } from '@/components/tables/strip';
import { TreeTools } from '@/components/tables/tree-tools';
import { TreeView } from '@/components/tables/tree-view';
import { LinkButton } from '@/components/ui/link-button';
import { formatFreshness, formatMonth } from '@/lib/format/time';
import type { StripReport, TreeReport } from '@/lib/reports/shapes';
import { treeColumns } from './tree-columns';
import { treeFile, treeSummary } from './tree-summary';

type Props = { tree: TreeReport; strip: StripReport | null; now: Date };

/** The account tree under its strip. Both come from the same load, so that they show the same total. */
export function AccountsView({ tree, strip, now }: Props) {
  const drawn = strip && drawStrip(strip);
  const roots = tree.nodes.filter(({ depth }) => depth === 0);
  const accounts = strip?.parts.find(({ name }) => name === 'accounts')?.amount;
  const sameTotal = roots.length === 1 && roots[0]?.total === accounts;
  const columns = treeColumns(tree, sameTotal ? (drawn?.firstCents ?? null) : null);
  return (
    <TreeView>
      <Page
        title="Accounts"
        sub={
          <>
            {treeSummary(tree)}
            {tree.asOf !== null && (
              <span className="desk:hidden print:inline"> · as of {formatFreshness(tree.asOf, now)}</span>
            )}
          </>
        }
        actions={
          <>
            <TreeTools />
            <LinkButton href={treeFile(tree)} download icon={<Download size={13} className="text-ink-3" aria-hidden />}>
              CSV
            </LinkButton>
          </>
        }
      >
        {drawn && <ReconciliationStrip strip={drawn} estimated={strip.estimated} />}
        <AccountTree columns={columns} accounts={tree.accounts} currency={tree.currency} label="Account tree" />
        <Footnotes tree={tree} />
      </Page>
    </TreeView>
  );
}

function Footnotes({ tree }: { tree: TreeReport }) {
  const since =
    tree.previous === null
      ? 'There is no month before it to compare with.'
      : `Change against ${formatMonth(tree.previous)}.`;
  return (
    <div className="max-w-[90ch] text-ink-3 text-s">
      {tree.events !== null && <p className="text-ink-2">{tree.events}</p>}
      <p>
        {since} Negatives in parentheses, a dash for nothing, n/a where a change or a share has no meaning.
        {tree.estimated && ' Estimated: AWS may still change these figures.'}
      </p>
    </div>
  );
}
