import { z } from 'zod';
import { month } from './books-params';

/** Months of the range that the store does not have: they are in no figure, and not zero. */
export const missing = z
  .array(z.strictObject({ connection: z.string(), month }))
  .meta({ description: 'Months of the range that a connection does not have. They are in no figure, and not zero.' });
