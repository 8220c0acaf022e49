import { z } from 'zod';
import { CHARGE_CLASSES } from '@/lib/finance/charge-class';
import { type Dimension, readDimension } from '@/lib/finance/cost-dimension';
import type { CostsQuery, CostsReport } from '@/lib/reports/costs';
import { booksParams, checkRange, month, toBooksQuery } from './books-params';
import { decimal, toDecimal } from './decimal';
import { missing } from './missing';

const GROUPS =
  'account, ou, service, serviceCategory, chargeClass, recordType, project, environment, class, month, day, tag:<key> or ' +
  'category:<name>; one or two of them, repeated or separated by a comma';

const filter = (what: string) =>
  z
    .array(z.string().min(1, 'is empty').max(300))
    .default([])
    .meta({ description: `Keep ${what}. Repeats.` });

export const costsParams = z
  .strictObject({
    ...booksParams,
    groupBy: z
      .array(z.string(), { error: `is missing: write ${GROUPS}` })
      .transform(readGroups)
      .meta({ description: GROUPS }),
    account: filter('these accounts, by id'),
    ou: filter('accounts in these OUs or below them, by the places of each month'),
    service: filter('these services, as AWS spells them; keys in parentheses such as (support) count, too'),
    chargeClass: z
      .array(z.enum(CHARGE_CLASSES, { error: `must be one of ${CHARGE_CLASSES.join(', ')}` }))
      .default([])
      .meta({ description: 'Keep these charge classes. Repeats.' }),
    project: filter('these projects, by id; keys in parentheses such as (untagged) count, too'),
    environment: filter('these environments; keys in parentheses count, too'),
  })
  .superRefine(checkRange);

export const COSTS_LISTS = ['groupBy', 'account', 'ou', 'service', 'chargeClass', 'project', 'environment'];

function readGroups(texts: string[], context: z.RefinementCtx): Dimension[] {
  const fault = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const names = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  const read = names.map(readDimension);
  const at = read.indexOf(null);
  const strange = names[at] ?? '';
  if (at >= 0) return fault(`knows no ${JSON.stringify(strange)}: write ${GROUPS}`);
  const dimensions = read.filter((dimension) => dimension !== null);
  if (dimensions.length < 1 || dimensions.length > 2) return fault(`takes one or two: ${GROUPS}`);
  return new Set(dimensions).size < dimensions.length ? fault('names one dimension twice') : dimensions;
}

export const toCostsQuery = (params: z.output<typeof costsParams>): CostsQuery => ({
  ...toBooksQuery(params),
  groupBy: params.groupBy,
  account: params.account,
  ou: params.ou,
  service: params.service,
  chargeClass: params.chargeClass,
  project: params.project,
  environment: params.environment,
});

export const costsReply = z.strictObject({
  currency: z.string().nullable(),
  from: month.nullable(),
  to: month.nullable(),
  basis: z.string(),
  estimated: z.boolean(),
  missing,
  rows: z.array(
    z.strictObject({
      keys: z.record(z.string(), z.string()).meta({
        description:
          'By dimension: an id, a name of AWS, or a key of ours in parentheses: (untagged), (residual), (tax), …',
      }),
      label: z.string(),
      amount: decimal,
    }),
  ),
  total: decimal.meta({ description: 'The sum of the rows.' }),
});

/** Costs as JSON. */
export function toCostsReply({ books, groupBy, rows, total }: CostsReport): z.infer<typeof costsReply> {
  const { currency, months, basis, estimated } = books;
  return {
    ...{ currency, ...months, basis, estimated },
    missing: [...books.missing],
    rows: rows.map(({ keys, label, units }) => ({
      keys: Object.fromEntries(groupBy.map((dimension, index) => [dimension, keys[index] ?? ''])),
      label,
      amount: toDecimal(units),
    })),
    total: toDecimal(total),
  };
}

/** Costs of a store without any connection. */
export const noCosts = ({ months, basis }: CostsQuery): z.infer<typeof costsReply> => ({
  ...{ currency: null, from: months?.from ?? null, to: months?.to ?? null, basis, estimated: false },
  ...{ missing: [], rows: [], total: '0' },
});
