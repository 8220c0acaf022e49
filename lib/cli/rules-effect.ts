import { type Amounts, type Basis, sumAmounts } from '@/lib/finance/basis';
import { pathText } from '@/lib/finance/document-value';
import { formatDecimal } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import { projectOf, type Rules } from '@/lib/finance/rules';
import { changeWords, type RulesChange } from '@/lib/finance/rules-diff';
import type { ProjectPays } from '@/lib/finance/rules-preview';
import type { RulesWarning } from '@/lib/finance/rules-warnings';
import { BASIS_NAMES } from '@/lib/format/basis';
import type { MonthPreview } from '@/lib/sync/rules-preview';
import { tableText } from './output';

/** What putting rules in the place of others did, or would do. */
export type RulesEffect = {
  readonly dryRun: boolean;
  readonly basis: Basis;
  readonly rules: Rules;
  /** The set that counts now, and whether it is a new one. */
  readonly ruleSet: number;
  readonly saved: boolean;
  readonly changes: readonly RulesChange[];
  readonly warnings: readonly RulesWarning[];
  readonly refreshed: readonly { readonly connectionId: string; readonly months: readonly Month[] }[];
  /** Of a dry run: the last full month of every connection. */
  readonly previews: readonly MonthPreview[];
};

/** A change as documents have it: its path as text, and in words. */
export const changeDocument = (change: RulesChange) => ({
  ...change,
  path: pathText(change.path),
  words: changeWords(change),
});

/** The document of `--json`. Amounts are decimal strings of `basis`. */
export function effectDocument({ dryRun, basis, ruleSet, saved, changes, warnings, refreshed, previews }: RulesEffect) {
  const decimal = (amounts: Amounts) => formatDecimal(amounts[basis]);
  const paysDocument = ({ direct, shared, total }: ProjectPays) => ({
    direct: decimal(direct),
    shared: decimal(shared),
    total: decimal(total),
  });
  return {
    dryRun,
    saved,
    ruleSet,
    changes: changes.map(changeDocument),
    warnings: warnings.map(({ path, message }) => ({ path: pathText(path), message })),
    refreshed,
    ...(dryRun ? { basis } : {}),
    preview: previews.map(({ connection, month, unread, closed, preview }) => ({
      connection: { id: connection.id, name: connection.name },
      currency: connection.currency,
      month,
      untouched: [...closed],
      projects: preview.projects.map(({ project, before, after }) => ({
        project,
        before: paysDocument(before),
        after: paysDocument(after),
      })),
      unallocated: { before: decimal(preview.unallocated.before), after: decimal(preview.unallocated.after) },
      untagged: { before: decimal(preview.untagged.before), after: decimal(preview.untagged.after) },
      total: decimal(totalOf(preview, 'after')),
      rules: preview.rules.map(({ rule, holds, caught, taken, usage, total }) => ({
        rule,
        holds,
        catches: caught.length,
        decidedBy: [...new Set(taken.map(({ by }) => by))],
        usage: decimal(usage),
        total: decimal(total),
      })),
      pools: preview.pools.map(({ pool, holds, taken, moved }) => ({
        pool,
        holds,
        taken: decimal(taken),
        moved: decimal(moved),
      })),
      notices: preview.notices.map(({ message }) => message),
      notFetched: unread,
    })),
  };
}

const totalOf = ({ projects, unallocated }: MonthPreview['preview'], side: 'before' | 'after'): Amounts =>
  sumAmounts([...projects.map((each) => each[side].total), unallocated[side]]);

/** The same for a reader: what changed, and for a dry run what every project pays. `subject` begins the summary. */
export function effectText(subject: string, effect: RulesEffect): string {
  const { dryRun, rules, ruleSet, saved, changes, refreshed, previews } = effect;
  const months = new Set(refreshed.flatMap((each) => each.months)).size;
  const count = (list: readonly unknown[], one: string) => `${list.length} ${list.length === 1 ? one : `${one}s`}`;
  const counts = [count(rules.projects, 'project'), count(rules.assignments, 'rule'), count(rules.pools, 'pool')];
  return [
    ...previews.flatMap((each) => [previewText(each, effect), '']),
    ...changes.map(changeWords),
    ...(changes.length > 0 ? [''] : []),
    `${subject} ${counts.join(', ')}; ${changes.length === 0 ? 'nothing differs' : `${count(changes, 'change')}`}.`,
    dryRun
      ? 'A dry run: nothing was stored.'
      : !saved
        ? `Set ${ruleSet} counts as before.`
        : `Set ${ruleSet} counts now; ${months} ${months === 1 ? 'month was' : 'months were'} worked out anew, without asking AWS.`,
  ].join('\n');
}

/** One table for a connection: every project, what nobody pays, and their sum, exact to the unit. */
function previewText(
  { connection, month, preview, unread, closed }: MonthPreview,
  { rules, basis }: RulesEffect,
): string {
  const row = (label: string, before: Amounts, after: Amounts, parts: readonly (Amounts | null)[] = [null, null]) => [
    label,
    formatDecimal(before[basis]),
    ...parts.map((part) => (part ? formatDecimal(part[basis]) : '')),
    formatDecimal(after[basis]),
    formatDecimal(after[basis] - before[basis]),
  ];
  const { unallocated, untagged, notices } = preview;
  const rows = [
    ...preview.projects.map(({ project, before, after }) =>
      row(projectOf(rules, project).name, before.total, after.total, [after.direct, after.shared]),
    ),
    row('(unallocated)', unallocated.before, unallocated.after),
    row('  of which untagged', untagged.before, untagged.after),
    row('total', totalOf(preview, 'before'), totalOf(preview, 'after')),
  ];
  const header = [`${connection.name}, ${month}`, 'before', 'direct', 'shared', 'after', 'change'];
  return [
    `${BASIS_NAMES[basis].name} cost${connection.currency === null ? '' : ` in ${connection.currency}`}`,
    tableText(header, rows, new Set([1, 2, 3, 4, 5])),
    ...preview.rules.flatMap(overtakenText),
    ...notices.map(({ message }) => `Note: ${message}`),
    ...(closed.length === 0 ? [] : [`Closed, and left as they are: ${closed.join(', ')}.`]),
    ...unread.map((key) => `Note: the tag key ${key} was not fetched for this month: the next sync asks for it.`),
  ].join('\n');
}

/** A rule whose every account and value another rule decides. */
function overtakenText({ rule, caught, taken }: MonthPreview['preview']['rules'][number]): string[] {
  if (caught.length > 0 || taken.length === 0) return [];
  const by = [...new Set(taken.map((each) => `assignments[${each.by}]`))].join(', ');
  return [`Note: assignments[${rule}] decides nothing in this month: ${by} comes first.`];
}
