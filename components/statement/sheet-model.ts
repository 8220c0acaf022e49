import type { ColumnKind } from '@/lib/finance/statement/column';

/** A figure as it is printed. `note` stands beneath it, small: a growth rate. */
export type SheetCell = {
  readonly text: string;
  readonly ink: 'plain' | 'negative' | 'dim';
  readonly note?: string;
};

export type SheetColumn = {
  /** As the address has it; the sheet's own are overlap, rest, total, or a step of time. */
  readonly key: string;
  readonly label: string;
  readonly kind: 'entity' | 'time' | 'overlap' | 'rest' | 'total';
  /** What it is, under its name: `Project · COGS`, `3 months`. */
  readonly detail: string;
  /** Its colour; '' for what is no entity. */
  readonly colour: string;
  readonly estimated: boolean;
};

export type SheetRow = {
  readonly key: string;
  readonly label: string;
  readonly depth: number;
  readonly kind: 'line' | 'sum' | 'total' | 'memo';
  readonly parent: string | null;
  readonly cells: readonly SheetCell[];
};

/** A statement as it is drawn. */
export type SheetModel = {
  readonly title: string;
  readonly currency: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
};

/** A chosen column, as its chip shows it. */
export type ChosenColumn = {
  readonly key: string;
  readonly kind: ColumnKind;
  readonly label: string;
  readonly colour: string;
};
