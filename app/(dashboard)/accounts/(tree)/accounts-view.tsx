import { Download } from 'lucide-react';
import { Page } from '@/components/shell/page';
import { AccountBrowser } from '@/components/tables/account-browser';
import { ReconciliationStrip } from '@/components/tables/reconciliation-strip';
import { drawStrip } from '@/components/tables/strip';
import { TreeTools } from '@/components/tables/tree-tools';
import { TreeView } from '@/components/tables/tree-view';
import { LinkButton } from '@/components/ui/link-button';
import { parseDecimal } from '@/lib/finance/money';
import { formatFreshness, formatMonth } from '@/lib/format/time';
import type { StripReport, TreeReport, TreeScreen } from '@/lib/reports/shapes';
import { treeRows } from './tree-rows';
import { treeFile, treeSummary } from './tree-summary';

type Props = { tree: TreeReport; details: TreeScreen['details']; strip: StripReport; now: Date };

/** The account tree under its strip. Both come from the same load, so that they show the same total. */
export function AccountsView({ tree, details, strip, now }: Props) {
  const drawn = drawStrip(strip);
  const rows = treeRows(tree, showsSameTotal(tree, strip) ? drawn.accountsCents : null);
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
        <ReconciliationStrip strip={drawn} estimated={strip.estimated} />
        <AccountBrowser
          rows={rows}
          details={details}
          accounts={tree.accounts}
          currency={tree.currency}
          label="Account tree"
        />
        <Footnotes tree={tree} />
      </Page>
    </TreeView>
  );
}

/** True when the outermost nodes together are what the strip calls its accounts, to the unit. */
function showsSameTotal(tree: TreeReport, strip: StripReport): boolean {
  const sum = (amounts: readonly string[]): bigint => amounts.reduce((all, each) => all + parseDecimal(each), 0n);
  const accounts = strip.parts.flatMap(({ name, amount }) => (name === 'residual' ? [] : [amount]));
  return sum(accounts) === sum(tree.nodes.filter(({ depth }) => depth === 0).map(({ total }) => total));
}

function Footnotes({ tree }: { tree: TreeReport }) {
  const since =
    tree.previous === null
      ? 'There is no month before it to compare with.'
      : `Change against ${formatMonth(tree.previous)}.`;
  return (
    <div className="mt-2 max-w-[90ch] text-ink-3 text-s">
      {tree.events !== null && (
        <p className="text-ink-2">
          {tree.previous === null ? '' : `Since ${formatMonth(tree.previous)}: `}
          {tree.events}
        </p>
      )}
      <p>
        {since} Negatives in parentheses, a dash for nothing, n/a where a change or a share has no meaning.
        {tree.estimated && ' Estimated: AWS may still change these figures.'}
      </p>
    </div>
  );
}
