import { z } from 'zod';
import type { BooksQuery } from '@/lib/reports/books';
import type { ProjectFigures, ProjectsReport } from '@/lib/reports/project-shapes';
import { month } from './books-params';
import { decimal, toDecimal } from './decimal';
import { missing } from './missing';

const hidden = ' Null for a reader of some accounts or projects.';

const row = z.strictObject({
  project: z.string().meta({ description: 'Its id: as rules write it, or the tag value that no rule names.' }),
  name: z.string(),
  class: z.string().nullable(),
  owner: z.string().nullable(),
  direct: decimal.meta({ description: 'Its own charges.' }),
  shared: decimal.meta({ description: 'What pools moved to it, less what they moved out of its own charges.' }),
  total: decimal.meta({ description: 'direct + shared.' }),
  pools: z
    .array(z.strictObject({ pool: z.string(), amount: decimal }))
    .meta({ description: '`shared` by pool; Σ = shared.' }),
  environments: z.array(z.strictObject({ environment: z.string(), amount: decimal })).meta({
    description: '`direct` by environment, what is not usage under its class such as (support); Σ = direct.',
  }),
  accounts: z.int().min(0).meta({ description: 'Accounts in which it has charges of its own.' }),
  coverage: z
    .number()
    .nullable()
    .meta({ description: 'Of its usage, what carries a tag of the project chain, 0 to 1.' }),
  revenue: decimal
    .nullable()
    .meta({ description: 'Its own and that of accounts dedicated to it. Null for a reader of a part of the project.' }),
  profit: decimal.nullable().meta({ description: 'revenue − total. Cost outside AWS is in the statement.' }),
  margin: z.number().nullable().meta({ description: 'profit / revenue; null when revenue is not positive.' }),
});

export const projectsReply = z.strictObject({
  currency: z.string().nullable(),
  from: month.nullable(),
  to: month.nullable(),
  basis: z.string(),
  estimated: z.boolean(),
  missing,
  rows: z.array(row),
  untagged: decimal.nullable().meta({ description: `The part of \`unallocated\` that is untagged usage.${hidden}` }),
  unallocated: decimal.nullable().meta({ description: `What has no project after all pools.${hidden}` }),
  residual: decimal.nullable().meta({ description: `What AWS reports ungrouped only.${hidden}` }),
  controlTotal: decimal.nullable().meta({
    description: `Σ totals + unallocated + residual, to the unit, or the month breaches.${hidden}`,
  }),
});

/** Projects as JSON. */
export function toProjectsReply({ books, rows, sums, whole }: ProjectsReport): z.infer<typeof projectsReply> {
  const { currency, months, basis, estimated } = books;
  const told = (units: bigint | null) => (whole && units !== null ? toDecimal(units) : null);
  return {
    ...{ currency, ...months, basis, estimated },
    missing: [...books.missing],
    rows: rows.map(toRow),
    untagged: told(sums.untagged),
    unallocated: told(sums.unallocated),
    residual: told(sums.residual),
    controlTotal: told(sums.control),
  };
}

function toRow({ project, name, owner, accounts, coverage, margin, ...figures }: ProjectFigures): z.infer<typeof row> {
  const { revenue, profit } = figures;
  return {
    ...{ project, name, class: figures.class, owner },
    direct: toDecimal(figures.direct),
    shared: toDecimal(figures.shared),
    total: toDecimal(figures.total),
    pools: figures.pools.map(({ key, units }) => ({ pool: key, amount: toDecimal(units) })),
    environments: figures.environments.map(({ key, units }) => ({ environment: key, amount: toDecimal(units) })),
    ...{ accounts, coverage },
    revenue: revenue === null ? null : toDecimal(revenue),
    profit: profit === null ? null : toDecimal(profit),
    margin,
  };
}

/** The projects of a store without any connection. */
export const noProjects = ({ months, basis }: BooksQuery): z.infer<typeof projectsReply> => ({
  ...{ currency: null, from: months?.from ?? null, to: months?.to ?? null, basis, estimated: false, missing: [] },
  ...{ rows: [], untagged: null, unallocated: null, residual: null, controlTotal: null },
});
