import type { Viewer } from '@/lib/auth/viewer';
import type { MonthRange } from '@/lib/finance/month';
import type { Charged, StatementInput } from '@/lib/finance/statement/input';
import { entitiesOf, type StatementQuery } from '@/lib/finance/statement/query';
import { sumSlices } from '@/lib/store/derived-sums';
import type { Apart } from './statement-groups';
import type { CloseView } from './statement-query';

/** What a sheet tells accounts apart by, and what its lines need to know of accounts besides. */
export type ToldApart = Apart & {
  /** Lines of accounts lie where the rules put them. */
  readonly byRules: boolean;
  /** Projects with budgets or drivers beside those of accounts and OUs, which they may lie in; null without any. */
  readonly nested: ReadonlySet<string> | null;
};

/** Finds what the columns of a sheet, and the lines that finance entered, tell accounts apart by. */
export function toldApart(
  { shape, units: as }: StatementQuery,
  { revenue, budgets, outsideCosts, drivers }: Pick<StatementInput, 'revenue' | 'budgets' | 'outsideCosts' | 'drivers'>,
): ToldApart {
  const columns = entitiesOf(shape);
  const entities = [...revenue, ...budgets, ...outsideCosts, ...drivers].map(({ entity }) => entity);
  const idsOf = (list: readonly { readonly kind: string; readonly id: string }[], kind: string) =>
    list.flatMap((each) => (each.kind === kind ? [each.id] : []));
  const accounts = new Set(idsOf(columns, 'account'));
  // What an account is charged says which connection its lines belong to.
  if (columns.some(({ kind }) => kind === 'connection')) for (const id of idsOf(entities, 'account')) accounts.add(id);
  const nesting = [...budgets, ...drivers].map(({ entity }) => entity);
  const projects = idsOf(nesting, 'project');
  const nests = projects.length > 0 && nesting.some(({ kind }) => kind !== 'project');
  return {
    units: new Set([...idsOf(columns, 'ou'), ...idsOf(entities, 'ou')]),
    accounts,
    as,
    byRules: nests || entities.some(({ kind }) => kind === 'account'),
    nested: nests ? new Set(projects.map((id) => `project:${id}`)) : null,
  };
}

export const withAccounts = (apart: ToldApart, accounts: ReadonlySet<string>): ToldApart =>
  accounts.size === 0 ? apart : { ...apart, accounts: new Set([...apart.accounts, ...accounts]) };

/** The accounts that some projects have charges in, by month. */
export async function chargedAccounts(
  { scope }: Viewer,
  connectionId: string,
  ranges: readonly MonthRange[],
  view: CloseView,
  homes: ReadonlySet<string>,
): Promise<Charged[]> {
  const parts = await Promise.all(
    ranges.map((months) => sumSlices(scope, { connectionId, months, view }, 'unblended', ['month', 'account', 'home'])),
  );
  return parts
    .flat()
    .flatMap(({ month, account, home }) =>
      homes.has(home) ? [{ connection: connectionId, month, account, home }] : [],
    );
}
