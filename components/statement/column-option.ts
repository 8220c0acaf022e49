/** What may become a column, as our own route tells it. */
export type ColumnOption = {
  readonly key: string;
  readonly kind: string;
  readonly label: string;
  readonly detail: string;
};

/** Reads a reply of the route; what is no list of columns is none. */
export function readOptions(reply: unknown): ColumnOption[] {
  if (typeof reply !== 'object' || reply === null || !('rows' in reply) || !Array.isArray(reply.rows)) return [];
  return reply.rows.filter(isOption);
}

const isOption = (row: unknown): row is ColumnOption =>
  typeof row === 'object' &&
  row !== null &&
  ['key', 'kind', 'label', 'detail'].every(
    (name) => typeof Object.entries(row).find(([key]) => key === name)?.[1] === 'string',
  );
