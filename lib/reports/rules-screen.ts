import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { dayOf } from '@/lib/finance/month';
import type { RecordedOrganization } from '@/lib/finance/organization';
import { findKnownNames } from '@/lib/store/known-names';
import { getOrganization, listAccountsSeen } from '@/lib/store/organization';
import { findRules, type RuleSet } from '@/lib/store/rule-sets';
import { type Books, selectBooks } from './books';
import { rawValue } from './cost-labels';
import type { PageQuery } from './query';
import type { Unavailable } from './shapes';
import { mayChangeRules } from './shared-costs';

/** Something that rules name by an id, and what people call it. */
export type Named = { readonly id: string; readonly name: string };

/** The assignment rules, and every name that one may want to write into them. */
export type RulesScreen = {
  readonly kind: 'rules';
  readonly books: Books;
  readonly rules: RuleSet;
  readonly mayChange: boolean;
  /** The first thousands by name. */
  readonly accounts: readonly Named[];
  /** Organizational units and roots as they are today; the name is the path. */
  readonly units: readonly Named[];
  readonly accountTagKeys: readonly string[];
  readonly tagKeys: readonly string[];
  /** Projects that have a cost or are listed. */
  readonly projects: readonly Named[];
};
export type RulesScreenOutcome = RulesScreen | Unavailable;

/** Beyond these a list of suggestions helps nobody, and is long to send. */
const MOST_ACCOUNTS = 2_000;

/** The rules of a page. */
export async function loadRulesScreen(query: PageQuery): Promise<RulesScreenOutcome | { readonly kind: 'restricted' }> {
  const viewer = await requireViewer();
  return seesOrganization(viewer) ? reportRulesScreen(viewer, query) : { kind: 'restricted' };
}

/** @throws AppError `forbidden` for a reader of some accounts: rules tell of all */
export async function reportRulesScreen(
  viewer: Viewer,
  query: PageQuery,
  now: Date = new Date(),
): Promise<RulesScreenOutcome> {
  requireOrganization(viewer);
  const books = await selectBooks(viewer, { ...query, currency: null }, now);
  if (books.kind !== 'books') return books;
  const { scope } = viewer;
  const ids = books.connections.map(({ connection }) => connection.id);
  const [rules, known, accounts, organizations] = await Promise.all([
    findRules(scope.db),
    findKnownNames(scope.db),
    Promise.all(ids.map((id) => listAccountsSeen(scope, id))),
    Promise.all(ids.map((id) => getOrganization(scope, id, dayOf(now)))),
  ]);
  const listed = new Map(rules.rules.projects.map(({ id, name }) => [id, name]));
  const projects = [...new Set([...known.projects, ...listed.keys()])];
  return {
    kind: 'rules',
    books,
    rules,
    mayChange: mayChangeRules(viewer),
    accounts: byName(accounts.flat().map(({ accountId, name }) => ({ id: accountId, name }))).slice(0, MOST_ACCOUNTS),
    units: byName(organizations.flatMap((each) => (each ? unitsOf(each) : []))),
    accountTagKeys: [...known.accountTagKeys].sort(),
    tagKeys: [...known.tagKeys].sort(),
    projects: byName(projects.map((id) => ({ id, name: listed.get(id) ?? rawValue(id) }))),
  };
}

const byName = (list: readonly Named[]): Named[] =>
  [...list].sort((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1));

/** The root by its name, units by their path below it. */
function unitsOf({ root, units }: Pick<RecordedOrganization, 'root' | 'units'>): Named[] {
  const known = new Map(units.map((each) => [each.id, each]));
  const pathOf = (id: string): string => {
    const names: string[] = [];
    const seen = new Set<string>();
    for (let here = known.get(id); here && !seen.has(here.id); here = known.get(here.parentId ?? '')) {
      seen.add(here.id);
      names.unshift(here.name);
    }
    return names.join(' / ');
  };
  return [...(root ? [root] : []), ...units.map(({ id }) => ({ id, name: pathOf(id) }))];
}
