import type { Viewer } from '@/lib/auth/viewer';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths, type Month } from '@/lib/finance/month';
import { listAccountsSeen } from '@/lib/store/organization';
import type { Books } from './books';
import type { OverviewReport } from './overview-shapes';
import { keysRead, tagCoverage } from './tag-coverage';
import { ratio } from './tree-node';

const WORST = 2;

/** How much of a month's usage carries the best covered tag key, and who carries it least; null when no key was read. */
export async function taggedOf(viewer: Viewer, books: Books, month: Month): Promise<OverviewReport['tagged']> {
  const months = { from: month, to: addMonths(month, 1) };
  const stored = books.connections.map((each) => ({
    ...each,
    months: each.months.filter((one) => one.month === month),
  }));
  if ((await keysRead(viewer, stored)).length === 0) return null;
  const coverage = await tagCoverage(viewer, { ...books, months }, stored);
  if (!coverage) return null;
  const [first] = stored;
  const accounts = first ? await listAccountsSeen(viewer.scope, first.connection.id) : [];
  const parts = accounts.map(({ accountId, name }) => {
    const [covered, usage] = coverage.of(0, accountId);
    return { account: accountId, name, covered, usage, untagged: usage - covered };
  });
  const sum = (part: 'covered' | 'usage') => parts.reduce((total, each) => total + each[part], 0n);
  const [covered, usage] = [sum('covered'), sum('usage')];
  return {
    key: coverage.key,
    share: usage > 0n ? ratio(covered, usage) : null,
    untagged: formatDecimal(usage - covered),
    month,
    worst: parts
      .filter((each) => each.usage > 0n && each.untagged > 0n)
      .sort((a, b) => (a.untagged === b.untagged ? (a.account < b.account ? -1 : 1) : a.untagged > b.untagged ? -1 : 1))
      .slice(0, WORST)
      .map(({ account, name, covered: part, usage: whole, untagged }) => ({
        account,
        name,
        share: ratio(part, whole),
        untagged: formatDecimal(untagged),
      })),
  };
}
