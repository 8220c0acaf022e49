import { z } from 'zod';
import type { ReconciledMonth, Reconciliation } from '@/lib/reports/reconciliation';
import { month } from './books-params';
import { decimal, toDecimal } from './decimal';
import { missing } from './missing';

const check = z.strictObject({
  name: z.string(),
  expected: decimal,
  actual: decimal,
  difference: decimal,
  bound: decimal.meta({ description: 'The largest difference that rounding can make.' }),
  holds: z.boolean(),
});

const row = z.strictObject({
  month,
  connection: z.string(),
  controlTotal: decimal,
  projectDirect: decimal,
  projectShared: decimal,
  unallocated: decimal,
  residual: decimal,
  difference: decimal.meta({ description: 'The four parts less the control total.' }),
  final: z.boolean().meta({ description: 'True once AWS marks the month as final.' }),
  holds: z.boolean(),
  reason: z.string(),
  checks: z.array(check),
});

export const reconciliationReply = z.strictObject({
  currency: z.string().nullable(),
  basis: z.string(),
  missing,
  rows: z.array(row),
});

/** A reconciliation as JSON. */
export const toReconciliationReply = ({ books, rows }: Reconciliation): z.infer<typeof reconciliationReply> => ({
  currency: books.currency,
  basis: books.basis,
  missing: [...books.missing],
  rows: rows.map(toRow),
});

export const noReconciliation = (basis: string): z.infer<typeof reconciliationReply> => ({
  ...{ currency: null, basis, missing: [], rows: [] },
});

function toRow(each: ReconciledMonth): z.infer<typeof row> {
  return {
    month: each.month,
    connection: each.connection,
    controlTotal: toDecimal(each.controlTotal),
    projectDirect: toDecimal(each.projectDirect),
    projectShared: toDecimal(each.projectShared),
    unallocated: toDecimal(each.unallocated),
    residual: toDecimal(each.residual),
    difference: toDecimal(each.difference),
    final: each.final,
    holds: each.holds,
    reason: each.reason,
    checks: each.checks.map(({ name, expected, actual, bound, holds }) => ({
      name,
      expected: toDecimal(expected),
      actual: toDecimal(actual),
      difference: toDecimal(actual - expected),
      bound: toDecimal(bound),
      holds,
    })),
  };
}
