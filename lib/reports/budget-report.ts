import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, type Viewer } from '@/lib/auth/viewer';
import { type BudgetMonth, type BudgetPace, budgetPace } from '@/lib/finance/budget-pace';
import { budgetOfParts, containersOf, type PlacedBudget } from '@/lib/finance/budget-parts';
import { entityText, parseEntity } from '@/lib/finance/entity';
import { BUDGET, type Budget } from '@/lib/finance/input-kind';
import type { Currency } from '@/lib/finance/money';
import { type Month, type MonthRange, monthsIn } from '@/lib/finance/month';
import { findRules } from '@/lib/store/rule-sets';
import { type BooksQuery, selectBooks, selectConnections } from './books';
import { type BudgetActuals, budgetActuals } from './budget-actuals';
import { readInputs } from './finance-inputs';
import { type InputPlaces, inputPlaces } from './input-places';
import type { PageQuery } from './query';

/** An entity over the months of a budget. Amounts in units of 10⁻⁹. */
export type BudgetLine = BudgetPace & {
  readonly entity: string;
  readonly name: string;
  /** False when no budget was entered for it: its budget is the sum of its parts. */
  readonly given: boolean;
  /** Σ of the budgets inside it over the same months; null without any. */
  readonly parts: bigint | null;
};

export type BudgetReport = {
  readonly months: MonthRange;
  readonly currency: Currency;
  readonly lines: readonly BudgetLine[];
  /** The outermost budgets together; null where budgets of projects stand beside those of accounts or OUs, which overlap. */
  readonly whole: BudgetPace | null;
};

/** How entities keep to their budgets in a range of months: one report a currency, none without budgets. */
export async function loadBudgets(query: PageQuery, months: MonthRange): Promise<BudgetReport[]> {
  return readBudgets(await requireViewer(), { ...query, months }, new Date());
}

/** @throws AppError `forbidden` for a reader of some accounts */
export async function readBudgets(
  viewer: Viewer,
  query: Pick<BooksQuery, 'connection' | 'basis'> & { readonly months: MonthRange },
  now: Date,
): Promise<BudgetReport[]> {
  requireOrganization(viewer);
  const budgets = await readInputs(viewer, BUDGET, { ...query, currency: null });
  if (budgets.length === 0) return [];
  const { rules } = await findRules(viewer.scope.db);
  const places = await inputPlaces(viewer, rules, now);
  const chosen = await selectConnections(viewer, { ...query, currency: null });
  const billed = new Set('kind' in chosen ? [] : chosen.map((each) => each.currency));
  const currencies = [...new Set(budgets.map(({ currency }) => currency))].sort();
  return Promise.all(
    currencies.map(async (currency) => {
      const own = budgets.filter((each) => each.currency === currency);
      // A budget in a currency that nothing is billed in has no actuals.
      const books = billed.has(currency) ? await selectBooks(viewer, { ...query, currency }, now) : null;
      const actuals = books?.kind === 'books' ? await budgetActuals(viewer, books, places, now) : null;
      return reportOf(own, { currency, months: query.months, places, actuals });
    }),
  );
}

type Context = {
  readonly currency: Currency;
  readonly months: MonthRange;
  readonly places: InputPlaces;
  readonly actuals: BudgetActuals | null;
};

function reportOf(budgets: readonly Budget[], { currency, months, places, actuals }: Context): BudgetReport {
  const list = monthsIn(months);
  const placed = new Map(
    list.map((month): [Month, PlacedBudget[]] => [
      month,
      budgets
        .filter((each) => each.month === month)
        .map(({ entity, amount }) => ({ entity: entityText(entity), inside: places.insideOf(entity), amount })),
    ]),
  );
  const all = [...placed.values()].flat();
  const given = new Set(all.map(({ entity }) => entity));
  const lineOf = (entity: string): BudgetLine => {
    const own = given.has(entity);
    const partsOf = (month: Month) => budgetOfParts(entity, placed.get(month) ?? []);
    const sums = list.map(partsOf);
    const pace = budgetPace(
      list.map((month): BudgetMonth => {
        const budget = own
          ? ((placed.get(month) ?? []).find((each) => each.entity === entity)?.amount ?? null)
          : partsOf(month);
        return { month, budget, ...actualOf(actuals, entity, month) };
      }),
    );
    const parsed = parseEntity(entity);
    const parts = sums.every((sum) => sum === null) ? null : sums.reduce<bigint>((sum, each) => sum + (each ?? 0n), 0n);
    return { ...pace, entity, name: parsed ? places.nameOf(parsed) : entity, given: own, parts };
  };
  const entities = [...new Set([...given, ...containersOf(all)])];
  const rank = (entity: string) => ['project', 'ou', 'account'].indexOf(entity.split(':')[0] ?? '');
  const lines = entities
    .map(lineOf)
    .sort((a, b) => rank(a.entity) - rank(b.entity) || a.name.localeCompare(b.name, 'en'));
  return { months, currency, lines, whole: wholeOf(list, placed, actuals) };
}

const actualOf = (actuals: BudgetActuals | null, entity: string, month: Month) => ({
  actual: actuals?.of(entity, month) ?? null,
  elapsed: actuals?.elapsed(month) ?? { parts: 0n, of: 1n },
});

function wholeOf(
  months: readonly Month[],
  placed: ReadonlyMap<Month, readonly PlacedBudget[]>,
  actuals: BudgetActuals | null,
): BudgetPace | null {
  const kinds = new Set([...placed.values()].flat().map(({ entity }) => entity.startsWith('project:')));
  if (kinds.size !== 1) return null;
  return budgetPace(
    months.map((month): BudgetMonth => {
      const all = placed.get(month) ?? [];
      const given = new Set(all.map(({ entity }) => entity));
      const outermost = all.filter(({ inside }) => !inside.some((each) => given.has(each)));
      const costs = outermost.map(({ entity }) => actuals?.of(entity, month) ?? null);
      const actual = costs.reduce<bigint | null>(
        (sum, cost) => (sum === null || cost === null ? null : sum + cost),
        0n,
      );
      const budget = outermost.length === 0 ? null : outermost.reduce((sum, { amount }) => sum + amount, 0n);
      return { month, budget, actual, elapsed: actuals?.elapsed(month) ?? { parts: 0n, of: 1n } };
    }),
  );
}
