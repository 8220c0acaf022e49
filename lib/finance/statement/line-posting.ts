import type { Month } from '../month';
import type { BudgetLine, DriverLine } from './input';
import { type Figure, ownFigures } from './nested-figure';
import type { Posting } from './posting';
import { rowKeys } from './row-key';

/** Posts what people entered: in each column that an entity lies wholly inside of, otherwise in *Everything else*. */
export function postLines(posting: Posting): void {
  const { input, months, post, places, classRow } = posting;
  const homeOf = homes(posting);
  for (const line of input.revenue) {
    if (!months.has(line.month)) continue;
    post(rowKeys.revenue(line.source), line.month, places.maskOf(line.entity, line.month), line.units, line);
  }
  for (const line of input.outsideCosts) {
    if (!months.has(line.month)) continue;
    const mask = places.maskOf(line.entity, line.month);
    post(rowKeys.outside(line.vendor), line.month, mask, line.units, line);
    post(classRow('outside', homeOf(line)), line.month, mask, line.units, line);
  }
  postNested(
    posting,
    input.budgets,
    () => 'budget',
    ({ budget }: BudgetLine) => budget,
  );
  postNested(
    posting,
    input.drivers,
    ({ driver }: DriverLine) => rowKeys.driver(driver),
    ({ quantity }) => quantity,
  );
}

/** The home that gives an outside cost its class: a project, or that of a dedicated account. */
function homes({ input }: Posting): (line: Pick<BudgetLine, 'month' | 'entity'>) => string | null {
  return ({ month, entity }) => {
    if (entity.kind === 'project') return `project:${entity.id}`;
    if (entity.kind === 'ou') return null;
    const places = input.connections.map((connection) => input.placeOf(connection, month, entity.id));
    return places.find(({ home }) => home !== null)?.home ?? null;
  };
}

/** Posts figures of entities that may lie inside each other, each month and row by itself. */
function postNested<Line extends BudgetLine | DriverLine>(
  { months, post, places }: Posting,
  lines: readonly Line[],
  rowOf: (line: Line) => string,
  figureOf: (line: Line) => bigint,
): void {
  const groups = new Map<string, { row: string; month: Month; figures: Figure<Line>[] }>();
  for (const line of lines) {
    const { month, entity } = line;
    if (!months.has(month)) continue;
    const row = rowOf(line);
    const group = groups.get(`${month} ${row}`) ?? { row, month, figures: [] };
    group.figures.push({ line, entity, units: figureOf(line) });
    groups.set(`${month} ${row}`, group);
  }
  for (const { row, month, figures } of groups.values()) {
    for (const { line, entity, units } of ownFigures(figures, (each) => places.containersOf(each, month))) {
      post(row, month, places.maskOf(entity, month), units, line);
    }
  }
}
