import { z } from 'zod';
import { booksParams, checkRange } from './books-params';

// What most reads have in common.

export const EVERYONE = ['admin', 'finance', 'executive', 'viewer'] as const;

/** Who may read of the whole organization. */
export const READERS_OF_ALL = ['admin', 'finance', 'executive'] as const;

export const read = { method: 'GET', lists: [], body: null, status: 200 } as const;

/** The parameters of a read of the books, and no others. */
export const books = z.strictObject(booksParams).superRefine(checkRange);
