import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { PROJECT_CLASSES } from '@/lib/finance/rules';
import { type ColumnKind, columnKey } from '@/lib/finance/statement/column';
import { sumEnvironments, sumSlices } from '@/lib/store/derived-sums';
import { findRules } from '@/lib/store/rule-sets';
import { searchOrganization } from '@/lib/store/search';
import { type BooksQuery, selectBooks } from './books';
import { projectName } from './cost-labels';

/** What may become a column of a statement. */
export type ColumnChoice = {
  readonly key: string;
  readonly kind: ColumnKind;
  readonly label: string;
  readonly detail: string;
};

const MOST_EACH = 12;

/** Columns whose name or id holds the words; the costliest first where there are none. Only what the reader may see. */
export async function findColumns(
  viewer: Viewer,
  words: string,
  query: BooksQuery,
  now: Date = new Date(),
): Promise<ColumnChoice[]> {
  const books = await selectBooks(viewer, query, now);
  if (books.kind !== 'books') return [];
  const { scope } = viewer;
  const { months, basis, connections } = books;
  const each = connections.map(({ connection }) => ({ connectionId: connection.id, months }));
  const [{ rules }, homes, environments, found] = await Promise.all([
    findRules(scope.db),
    Promise.all(each.map((one) => sumSlices(scope, one, basis, ['home']))),
    Promise.all(each.map((one) => sumEnvironments(scope, one, basis, ['environment']))),
    searchOrganization(scope, words, MOST_EACH),
  ]);
  const wanted = words.trim().toLowerCase().split(/\s+/);
  const holds = (...texts: readonly string[]): boolean => {
    const text = texts.join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  const choice = (kind: ColumnKind, id: string, label: string, detail: string): ColumnChoice => ({
    ...{ key: columnKey({ kind, id }), kind, label, detail },
  });
  const byCost = <Row extends { readonly units: bigint }>(rows: readonly Row[]) =>
    [...rows].sort((a, b) => (a.units === b.units ? 0 : a.units > b.units ? -1 : 1));
  const projects = byCost(homes.flat()).flatMap(({ home }) => {
    if (!home.startsWith('project:')) return [];
    const id = home.slice('project:'.length);
    const name = projectName(rules, id);
    return holds(name, id, 'project') ? [choice('project', id, name, name === id ? '' : id)] : [];
  });
  const named = byCost(environments.flat()).flatMap(({ environment }) =>
    environment !== '' && holds(environment, 'environment')
      ? [choice('environment', environment, environment, '')]
      : [],
  );
  const own = new Set<string>([...PROJECT_CLASSES, ...rules.projects.flatMap((project) => project.class ?? [])]);
  const used = rules.projects.some((project) => project.class !== null);
  const classes = used
    ? [...own].filter((name) => holds(name, 'class')).map((name) => choice('class', name, name, ''))
    : [];
  const places = found
    .filter(({ connectionId }) => connections.some(({ connection }) => connection.id === connectionId))
    .map(({ kind, id, name }) => choice(kind, id, name, id));
  const whole = seesOrganization(viewer)
    ? [
        ...(holds('organization') ? [choice('organization', '', 'Organization', '')] : []),
        ...(connections.length < 2
          ? []
          : connections
              .filter(({ connection }) => holds(connection.name, 'connection'))
              .map(({ connection }) => choice('connection', connection.id, connection.name, ''))),
      ]
    : [];
  const unique = new Map(
    [...projects.slice(0, MOST_EACH), ...places, ...named.slice(0, MOST_EACH), ...classes, ...whole].map((one) => [
      one.key,
      one,
    ]),
  );
  return [...unique.values()];
}
