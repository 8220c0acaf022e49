import { z } from 'zod';

/** An error as RFC 9457 says it. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  fix: z.string().meta({ description: "What to do about it; '' when nobody knows." }),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })),
});
export type Problem = z.infer<typeof problem>;
