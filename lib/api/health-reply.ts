import { z } from 'zod';

export const healthReply = z.strictObject({
  status: z.literal('ok'),
  version: z.string(),
  database: z.enum(['sqlite', 'postgresql']),
});
