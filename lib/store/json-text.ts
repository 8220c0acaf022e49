import { z } from 'zod';
import { AppError } from '@/lib/errors';

/** Reads a JSON column against its schema. @throws AppError `store-corrupt` naming the column. */
export function readJson<T>(schema: z.ZodType<T>, text: string, column: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('store-corrupt', `${column} holds something that this program did not write.`, {
      cause,
      fix: 'Restore a copy of the store, or remove the connection and sync it again.',
    });
  }
}

export const tagsColumn = z.record(z.string(), z.string());
export const noticesColumn = z.array(z.object({ code: z.string(), message: z.string() }));
export const anyColumn = z.unknown();
