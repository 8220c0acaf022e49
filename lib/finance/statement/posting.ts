import { entityText } from '../entity';
import type { Month } from '../month';
import { facesOf } from './column';
import { postCosts } from './cost-posting';
import { type EntityPlaces, entityPlaces } from './entity-place';
import type {
  AdjustmentLine,
  BudgetLine,
  ConnectionMonth,
  DriverLine,
  OutsideLine,
  RevenueLine,
  StatementInput,
  StatementShare,
  StatementSlice,
  UsageCell,
} from './input';
import { postLines } from './line-posting';
import { type Mask, type Membership, membershipOf, projectOfHome } from './membership';
import { entitiesOf, type StatementQuery } from './query';
import { type ClassPart, NO_CLASS, rowKeys } from './row-key';
import { singleEnvironments } from './single-environment';

/** The fact that a posting comes from. */
export type Origin =
  | StatementSlice
  | StatementShare
  | UsageCell
  | ConnectionMonth
  | RevenueLine
  | OutsideLine
  | BudgetLine
  | DriverLine
  | AdjustmentLine;

/** Takes an amount of a row: in a month, for the columns of a mask. */
export type Post = (row: string, month: Month, mask: Mask, units: bigint, origin: Origin) => void;

/** What is known while facts are posted. */
export type Posting = {
  readonly input: StatementInput;
  readonly query: StatementQuery;
  readonly months: ReadonlySet<Month>;
  readonly post: Post;
  readonly membership: Membership;
  readonly places: EntityPlaces;
  /** True where columns are environments, which slices do not know. */
  readonly byEnvironment: boolean;
  /** The environment of a charge that is not usage, or of what a pool moved; null where it has none or several. */
  readonly environmentOf: (at: Place, usage: boolean) => string | null;
  /** The row of a part of a class's cost, by the project of a home. */
  readonly classRow: (part: ClassPart, home: string | null) => string;
};
export type Place = Pick<StatementSlice, 'connection' | 'month' | 'account' | 'home' | 'environment'>;

/**
 * Posts every fact of some months to its rows. A sheet is the sums of what is posted and the explanation of a cell is the
 * list of it: there is one way from a fact to a figure.
 */
export function postAll(input: StatementInput, query: StatementQuery, months: ReadonlySet<Month>, post: Post): void {
  const columns = entitiesOf(query.shape);
  const membership = membershipOf(columns, input.projects, query.units, input.placeOf);
  const lines = [...input.revenue, ...input.budgets, ...input.outsideCosts, ...input.drivers];
  const entities = new Map(lines.map(({ entity }) => [entityText(entity), entity])).values();
  const byEnvironment = facesOf(columns).homes !== null;
  const environments = singleEnvironments(byEnvironment ? input.homes : []);
  const posting: Posting = {
    input,
    query,
    months,
    post,
    membership,
    byEnvironment,
    places: entityPlaces(entities, membership, input.connections, query.units, input.placeOf),
    environmentOf: ({ connection, month, account, home, environment }, usage) => {
      if (!byEnvironment) return null;
      if (environment !== undefined) return environment;
      const given = input.placeOf(connection, month, account).environment;
      return given ?? (usage ? environments(connection, month, account, home) : null);
    },
    classRow: classRows(input),
  };
  for (const { connection, month, account, home } of input.charged ?? [])
    if (months.has(month)) posting.places.locate(connection, month, account, home);
  postCosts(posting);
  postLines(posting);
}

function classRows({ projects }: StatementInput): Posting['classRow'] {
  const classOf = new Map(projects.map((project) => [project.id, project.class ?? NO_CLASS]));
  const known = new Map<ClassPart, Map<string | null, string>>();
  return (part, home) => {
    let rows = known.get(part);
    if (!rows) {
      rows = new Map();
      known.set(part, rows);
    }
    const before = rows.get(home);
    if (before !== undefined) return before;
    const project = projectOfHome(home);
    const row = rowKeys.classPart(part, project === null ? NO_CLASS : (classOf.get(project) ?? NO_CLASS));
    rows.set(home, row);
    return row;
  };
}
