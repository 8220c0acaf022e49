import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const month = z.string().regex(/^\d{4}-\d{2}$/);

const cubeStep = z.object({
  kind: z.literal('cube'),
  cube: z.string(),
  /** Half-open days, aligned to months except for the first day of a `daily` cube and its last. */
  from: day,
  to: day,
  /** The raw record types that a usage-filtered cube asks for; null for a cube without that filter. */
  usage: z.array(z.string()).nullable(),
  round: z.number().int(),
  expectedRequests: z.number().int(),
});

/** What a step of a run is to do, as it is kept in the store. A resumed run reads it back. */
export const stepQuery = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organization') }),
  z.object({ kind: z.literal('discovery'), definitions: z.boolean(), backfills: z.boolean() }),
  z.object({ kind: z.literal('control'), from: day, to: day, round: z.number().int() }),
  cubeStep,
  z.object({ kind: z.literal('detail') }),
  z.object({ kind: z.literal('publish'), months: z.array(month), round: z.number().int() }),
]);

export type StepQuery = z.infer<typeof stepQuery>;
export type CubeStep = z.infer<typeof cubeStep>;

/** A step that a run has yet to take. */
export type NewStep = { readonly name: string; readonly query: StepQuery };
