import { z } from 'zod';
import { BUDGET, DRIVER, type Draft, INVOICE, type LineKind, OUTSIDE_COST, REVENUE } from '@/lib/finance/input-kind';
import { fieldNames, readLine, repeatedLines } from '@/lib/finance/input-line';
import { month } from './books-params';
import { decimal } from './decimal';

/** A grid of a thousand entities over a year, and some. */
const MOST_ROWS = 20_000;
/** What so many rows take, in characters. */
export const INPUTS_BODY = 4 * 1024 * 1024;

const entity = z
  .string()
  .meta({ description: '`project:<id>`, `account:<id>` or `ou:<id>`.', examples: ['project:a'] });
const REPLY_FIELDS: Record<string, z.ZodString> = {
  ...{ month, from: month, to: month, entity, amount: decimal, currency: z.string(), driver: z.string() },
  ...{ quantity: decimal, source: z.string(), vendor: z.string(), number: z.string() },
};

const missing = (name: string): string => `must be a text: the ${name}`;
const FIGURE = 'An exact decimal; null or an empty text takes the row away.';

/** A field as a request gives it: texts all, so that a fault of any is told in the words of the files. */
function givenField(name: string, required: boolean, isFigure: boolean): z.ZodType<string | null | undefined> {
  const error = `${missing(name)}${isFigure ? ', such as "1234.50", or null' : ''}`;
  if (isFigure)
    return z
      .string({ error })
      .nullable()
      .meta({ description: FIGURE, examples: ['1234.50'] });
  const { description, examples } = REPLY_FIELDS[name]?.meta() ?? {};
  const text = z.string({ error }).meta({ ...(description ? { description } : {}), ...(examples ? { examples } : {}) });
  return required ? text : text.optional();
}

/** The schemas of one kind of finance input, made of its fields. */
function schemasOf<Entry>(kind: LineKind<Entry>) {
  const names = fieldNames(kind);
  const shape: Record<string, ReturnType<typeof givenField>> = {};
  for (const name of names) shape[name] = givenField(name, kind.fields[name].required, name === kind.measure);
  const given = z.strictObject(shape);
  const line = given.transform((texts, context): Draft<Entry> => {
    const reading = readLine(kind, texts);
    if (reading.ok) return reading.line;
    for (const { field, message } of reading.faults) context.addIssue({ code: 'custom', path: [field], message });
    return z.NEVER;
  });
  const lines = z
    .array(line, { error: 'is missing: the rows to store' })
    .max(MOST_ROWS, `has more than ${MOST_ROWS} rows: send them in parts`)
    .superRefine((list, context) => {
      for (const { at, first } of repeatedLines(kind, list)) {
        const message = `is about the same ${kind.key.join(', ')} as rows.${first}`;
        context.addIssue({
          code: 'custom',
          path: [at, 'entity' in kind.fields ? 'entity' : (kind.key.at(-1) ?? '')],
          message,
        });
      }
    });
  const row: z.ZodType<Record<string, string>> = z.strictObject(
    Object.fromEntries(names.map((name) => [name, REPLY_FIELDS[name] ?? z.string()])),
  );
  const change = z.strictObject({
    change: z.enum(['added', 'changed', 'removed']),
    row: row.meta({ description: 'The row as it is now; one that was removed as it was.' }),
    before: row.nullable().meta({ description: 'A changed row as it was.' }),
  });
  const saved = z.strictObject({
    dryRun: z.boolean(),
    ...{ added: z.int(), changed: z.int(), unchanged: z.int(), removed: z.int() },
    rows: z.array(row).meta({ description: 'The rows that were given as they are now, without those removed.' }),
    changes: z.array(change),
    warnings: z.array(z.strictObject({ field: z.string(), message: z.string() })),
  });
  return {
    body: z.strictObject({ rows: lines }, { error: 'must be a JSON object' }),
    list: z.strictObject({ rows: z.array(row) }),
    saved,
  };
}

export const revenueSchemas = schemasOf(REVENUE);
export const budgetSchemas = schemasOf(BUDGET);
export const driverSchemas = schemasOf(DRIVER);
export const outsideCostSchemas = schemasOf(OUTSIDE_COST);
export const invoiceSchemas = schemasOf(INVOICE);

/** What PUT answers; a row has the fields of its kind. */
export type SavedReply = z.infer<ReturnType<typeof schemasOf>['saved']>;
