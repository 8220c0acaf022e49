import { z } from 'zod';
import { entityText } from '@/lib/finance/entity';
import type { Source } from '@/lib/finance/statement/explanation-source';
import type { ExplanationReport } from '@/lib/reports/statement-query';
import { month } from './books-params';
import { decimal, toDecimal } from './decimal';

const text = z.string();
const cube = z
  .strictObject({ cube: text, connection: text, account: text.nullable(), key: text.nullable() })
  .meta({ description: 'Rows of a stored reply of AWS that show the part, in each of its months.' });
const seat = { connection: text.nullable(), account: text.nullable(), home: text.nullable() };
const fact = {
  ...{ ...seat, months: z.array(month), cubes: z.array(cube) },
  rules: z
    .array(z.int())
    .meta({ description: 'The assignment rules that gave the home, from 0; none where a tag did.' }),
};

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('row'), row: text, column: text }),
  z.strictObject({ kind: z.literal('slice'), ...fact, chargeClass: text }),
  z.strictObject({ kind: z.literal('cell'), ...fact, environment: text.nullable(), service: text.nullable() }),
  z.strictObject({ kind: z.literal('share'), ...fact, pool: text, side: z.enum(['in', 'out']), chargeClass: text }),
  z.strictObject({ kind: z.literal('residual'), ...fact }),
  z.strictObject({ kind: z.literal('adjustment'), ...fact, restated: month, chargeClass: text.nullable() }),
  z.strictObject({ kind: z.literal('input'), ...fact, input: text, entity: text, name: text }),
]);

export const explainReply = z.strictObject({
  currency: text,
  basis: text,
  row: text,
  column: text,
  months: z.array(month),
  amount: decimal.nullable().meta({ description: 'As in the statement; null is n/a.' }),
  formula: text,
  parts: z
    .array(z.strictObject({ label: text, amount: decimal, source }))
    .meta({ description: 'Σ = the amount. None of a ratio: see `operands`.' }),
  operands: z
    .array(z.strictObject({ label: text, amount: decimal.nullable(), source: source.nullable() }))
    .meta({ description: 'What a ratio is made of.' }),
  change: z
    .strictObject({
      months: z.array(month),
      before: decimal,
      change: decimal,
      parts: z.array(z.strictObject({ label: text, before: decimal, now: decimal, source })),
    })
    .nullable()
    .meta({ description: 'Against the period that `compare` names: Σ (now − before) of the parts = the change.' }),
});

/** An explanation as JSON. */
export function toExplainReply({ books, explanation }: ExplanationReport): z.infer<typeof explainReply> {
  const { row, column, months, amount, formula, parts, operands, change } = explanation;
  const names = new Map(books.connections.map(({ connection }) => [connection.id, connection.name]));
  const told = (of: Source) => toSource(of, names);
  return {
    ...{ currency: books.currency, basis: books.basis, row, column, months: [...months], formula },
    amount: amount === null ? null : toDecimal(amount),
    parts: parts.map((part) => ({ label: part.label, amount: toDecimal(part.units), source: told(part.source) })),
    operands: operands.map((each) => ({
      label: each.label,
      amount: each.units === null ? null : toDecimal(each.units),
      source: each.source && told(each.source),
    })),
    change: change && {
      months: [...change.months],
      before: toDecimal(change.before),
      change: toDecimal(change.change),
      parts: change.parts.map(({ label, before, now, source: of }) => ({
        ...{ label, before: toDecimal(before), now: toDecimal(now), source: told(of) },
      })),
    },
  };
}

function toSource(of: Source, names: ReadonlyMap<string, string>): z.infer<typeof source> {
  if (of.kind === 'row') return of;
  const name = (id: string | null) => (id === null ? null : (names.get(id) ?? id));
  const { ruled: _, ...told } = of;
  const rest = {
    connection: name(of.connection),
    months: [...of.months],
    cubes: of.cubes.map((each) => ({ ...each, connection: name(each.connection) ?? '' })),
    rules: [...of.rules],
  };
  return told.kind === 'input' ? { ...told, ...rest, entity: entityText(told.entity) } : { ...told, ...rest };
}
