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

/** One message of the stream; null when it is not what was agreed, and must not be shown as progress. */
export function readProgress(text: string): ProgressEvent | null {
  const parsed = progressEvent.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const hasEnded = ({ status }: ProgressEvent): boolean => status !== 'queued' && status !== 'running';
