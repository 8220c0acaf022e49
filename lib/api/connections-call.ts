import { z } from 'zod';
import type { ConnectionSummary } from '@/lib/reports/connection-summary';

export const connectionReply = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['demo', 'aws', 'focus', 'cur']),
  currency: z.string().nullable(),
  managementAccountId: z.string().nullable(),
  lastSync: z.strictObject({ at: z.string(), status: z.enum(['succeeded', 'partial', 'failed']) }).nullable(),
});

export const connectionsReply = z.strictObject({ rows: z.array(connectionReply) });

const text = z.string().min(1, 'is empty');

export const connectBody = z.strictObject(
  {
    name: z.string({ error: 'is missing: what the connection is to be called' }),
    roleArn: text.optional().meta({ description: 'The role to assume; absent: the default credentials themselves.' }),
    externalId: text.optional(),
    region: text.optional(),
    historyMonths: z.int({ error: 'must be a whole number' }).default(14),
  },
  { error: 'must be a JSON object' },
);

/** A connection as JSON. */
export const toConnectionReply = (each: ConnectionSummary): z.infer<typeof connectionReply> => {
  const { id, name, kind, currency, managementAccountId, lastSync } = each;
  return { id, name, kind, currency, managementAccountId, lastSync };
};
