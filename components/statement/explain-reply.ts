/** An explanation as our own pages get it. */
export type ExplainedFigure = {
  readonly amount: string;
  readonly formula: string;
  readonly basis: string;
  readonly months: string;
  readonly parts: readonly ExplainedPart[];
  /** How many parts there are, where not all are listed, and what the others sum to. */
  readonly others: { readonly count: number; readonly amount: string } | null;
  readonly operands: readonly ExplainedPart[];
  /** Against the period that the sheet is compared with; null of a sheet that is not. */
  readonly change: ChangedFigure | null;
  readonly readings: readonly Reading[];
  /** The same in the API. */
  readonly api: string;
};

export type ExplainedPart = {
  readonly label: string;
  readonly amount: string;
  /** Why it is there: the rule, the pool; '' where there is nothing to add. */
  readonly why: string;
  /** The row of the sheet that it is; null for a fact. */
  readonly row: string | null;
};

/** A figure before and now, and the parts of the change, which sum to it. */
export type ChangedFigure = Sides & {
  readonly months: string;
  readonly parts: readonly (Sides & Pick<ExplainedPart, 'label' | 'row'>)[];
  readonly others: ({ readonly count: number } & Sides) | null;
};

type Sides = { readonly before: string; readonly now: string; readonly change: string };

/** A reading of a cube for a month, and the requests to AWS that brought it. */
export type Reading = {
  readonly cube: string;
  readonly month: string;
  readonly connection: string;
  readonly readAt: string;
  readonly rows: number;
  readonly requests: readonly { readonly id: number; readonly subject: string; readonly sentAt: string }[];
};

/** Reads a reply of our own route; null for a refusal, whose reason `refusalIn` tells. */
export const isExplained = (reply: unknown): reply is ExplainedFigure =>
  typeof reply === 'object' && reply !== null && 'formula' in reply && 'parts' in reply && Array.isArray(reply.parts);

export const refusalIn = (reply: unknown): string =>
  typeof reply === 'object' && reply !== null && 'detail' in reply && typeof reply.detail === 'string'
    ? reply.detail
    : 'The figure could not be explained just now.';
