import type { Column } from './column';
import type { Period, TimeStep } from './period';

export const COMPARISONS = ['previous', 'lastYear', 'budget', 'first'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Entities side by side, or one entity with steps of time side by side. */
export type SheetShape =
  | { readonly kind: 'columns'; readonly columns: readonly Column[] }
  | { readonly kind: 'time'; readonly entity: Column; readonly by: TimeStep };

/** What a statement shows; all of it stands in the URL. */
export type StatementQuery = {
  readonly shape: SheetShape;
  readonly period: Period;
  readonly compare: Comparison | null;
  /** An account's OU as it was in each month, or as it is now. */
  readonly units: 'then' | 'now';
  /** Tax counts as a cost, or stands beside it, outside cost and margin. */
  readonly tax: 'cost' | 'memo';
  /** The month, 1 to 12, that fiscal years start in. */
  readonly fiscalYearStart: number;
};

/** The entities that facts are matched with. */
export const entitiesOf = (shape: SheetShape): readonly Column[] =>
  shape.kind === 'columns' ? shape.columns : [shape.entity];
