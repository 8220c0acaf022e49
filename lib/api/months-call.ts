import { z } from 'zod';
import { BASES, DEFAULT_BASIS } from '@/lib/finance/basis';
import type { MonthRow, MonthsQuery } from '@/lib/reports/months';
import { checkRange, connectionParam, month } from './books-params';
import { decimal, toDecimal } from './decimal';

export const monthsParams = z
  .strictObject({
    connection: connectionParam.optional(),
    from: month.optional().meta({ description: 'First month, together with `to`; both absent mean every month.' }),
    to: month.optional().meta({ description: 'End of the range, a month, exclusive.' }),
    basis: z.enum(BASES, { error: `must be one of ${BASES.join(', ')}` }).default(DEFAULT_BASIS),
  })
  .superRefine(checkRange);

export const toMonthsQuery = ({ connection, from, to, basis }: z.output<typeof monthsParams>): MonthsQuery => ({
  connection: connection ?? null,
  months: from !== undefined && to !== undefined ? { from, to } : null,
  basis,
});

const amount = decimal.nullable();

export const monthReply = z.strictObject({
  month,
  connection: z.string().meta({ description: 'The id of the connection.' }),
  connectionName: z.string(),
  currency: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  estimated: z.boolean(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  reason: z.string().meta({ description: 'Why it was forced; empty when it was not.' }),
  adjustments: amount.meta({
    description: 'What AWS restated of a closed month, beyond what stands booked in other closed months.',
  }),
  carried: amount.meta({ description: 'Adjustments of earlier months that this one carries.' }),
  controlTotal: amount.meta({ description: 'As it is shown: of a closed month, as it was closed.' }),
  restatedTotal: amount.meta({ description: 'The latest that AWS said.' }),
});

export const monthsReply = z.strictObject({ rows: z.array(monthReply) });

const connection = z.string().min(1, 'is empty').max(200).optional().meta({
  description: 'A connection by id or name; may be left out where only one has the month.',
});
const reason = z.string().trim().max(500, 'is longer than 500 characters');

export const closeBody = z
  .strictObject({
    connection,
    force: z.boolean().default(false).meta({ description: 'Close it although it is estimated or does not add up.' }),
    reason: reason.default('').meta({ description: 'Needed with force.' }),
  })
  .superRefine(({ force, reason: given }, context) => {
    if (force && given === '') {
      context.addIssue({ code: 'custom', path: ['reason'], message: 'is missing: say why it is forced' });
    }
  });

export const reopenBody = z.strictObject({ connection, reason: reason.default('') });

/** A month as JSON. */
export const toMonthReply = (row: MonthRow): z.infer<typeof monthReply> => {
  const { month: of, connection: from, currency, state, estimated, closedAt, closedBy } = row;
  const money = (units: bigint | null) => (units === null ? null : toDecimal(units));
  return {
    ...{ month: of, connection: from.id, connectionName: from.name, currency, state, estimated, closedAt, closedBy },
    reason: row.reason,
    adjustments: money(row.adjustments),
    carried: money(row.carried),
    controlTotal: money(row.controlTotal),
    restatedTotal: money(row.restatedTotal),
  };
};
