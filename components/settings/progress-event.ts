import * as z from 'zod/mini';

const progressEvent = z.object({
  runId: z.string(),
  status: z.enum(['queued', 'running', 'succeeded', 'partial', 'failed']),
  fraction: z.nullable(z.number().check(z.gte(0), z.lte(1))),
  step: z.string(),
  requests: z.int().check(z.gte(0)),
  rows: z.int().check(z.gte(0)),
});

/** How far a run is, as the stream tells it. */
export type ProgressEvent = z.infer<typeof progressEvent>;

/** Reads one message of the stream. @throws when it is not what was agreed. */
export const readProgress = (text: string): ProgressEvent => progressEvent.parse(JSON.parse(text));

export const hasEnded = ({ status }: ProgressEvent): boolean => status !== 'queued' && status !== 'running';
