import type { Viewer } from '@/lib/auth/viewer';
import { crossFacts } from '@/lib/finance/cost-cross';
import type { Dimension, HomeSource } from '@/lib/finance/cost-dimension';
import { isTagDimension } from '@/lib/finance/cost-dimension';
import type { CostFact } from '@/lib/finance/cost-fact';
import type { CostFilter } from '@/lib/finance/cost-grouping';
import { homeFacts } from '@/lib/finance/cost-home';
import { projectOf, type Rules } from '@/lib/finance/rules';
import { sumUnits } from '@/lib/store/costs';
import { listDerivations, listFaceUnits } from '@/lib/store/derived-reads';
import { sumSlices } from '@/lib/store/derived-sums';
import { sees } from '@/lib/store/scope';
import type { Books } from './books';
import { categorisedFacts, plainFacts, toBook } from './cost-facts';

type Asked = { readonly groupBy: readonly Dimension[]; readonly filter: CostFilter; readonly rules: Rules };

/**
 * The facts of one connection by project and environment, from the slices and faces that its months show, and beside them
 * what else is asked of the same charges. Accounts beyond the scope, of projects in it, are told without their id.
 */
export async function homeFactsOf(
  viewer: Viewer,
  connectionId: string,
  { face, beside }: HomeSource,
  books: Books,
  asked: Asked,
): Promise<CostFact[]> {
  const { scope } = viewer;
  const { months, basis } = books;
  const query = { connectionId, months };
  const [slices, cells, book, derivations] = await Promise.all([
    sumSlices(scope, query, basis, ['month', 'account', 'home', 'chargeClass']),
    face === null ? null : listFaceUnits(scope, { ...query, face }, basis),
    sumUnits(scope, { ...query, cube: 'recordType', groupBy: ['month', 'key1', 'key2'] }, basis),
    listDerivations(scope, query),
  ]);
  const known = <Cell extends { readonly account: string }>(cell: Cell) => ({
    ...cell,
    account: sees(scope, cell.account) ? cell.account : null,
  });
  const derived = new Set(derivations.map(({ month }) => month));
  const facts = homeFacts({
    slices: slices.map(known),
    face: cells?.map(known) ?? null,
    book: toBook(book),
    isDerived: (month) => derived.has(month),
    classOf: (project) => projectOf(asked.rules, project).class,
  });
  if (beside === null) return facts;
  const told = facts.map((fact) => narrowed(fact, asked));
  const needs = { account: true, month: true, recordType: true };
  if (beside.kind === 'category') {
    const categories = await categorisedFacts(viewer, connectionId, beside, books, needs, asked.filter.account);
    return crossFacts(told, categories, 'category', false);
  }
  const others = await plainFacts(viewer, connectionId, beside, books, needs, asked.filter.account);
  if (beside.kind === 'days') return crossFacts(told, others, 'day', false);
  return crossFacts(told, others, beside.kind === 'book' ? 'recordType' : 'key', true);
}

/** Leaves what is grouped or filtered by: charges that differ in nothing else are one. */
function narrowed(fact: CostFact, { groupBy, filter }: Asked): CostFact {
  const wants = (...dimensions: Dimension[]) => groupBy.some((dimension) => dimensions.includes(dimension));
  const keep = <T>(wanted: boolean, value: T | undefined): T | null => (wanted && value !== undefined ? value : null);
  const byClass = groupBy.some((each) => isTagDimension(each) || each === 'recordType');
  return {
    ...fact,
    project: keep(wants('project') || filter.project !== null, fact.project),
    projectClass: keep(wants('class'), fact.projectClass),
    environment: keep(wants('environment') || filter.environment !== null, fact.environment),
    key: keep(wants('service', 'serviceCategory') || filter.service !== null, fact.key),
    chargeClass: byClass || wants('chargeClass') || filter.chargeClass !== null ? fact.chargeClass : null,
  };
}
