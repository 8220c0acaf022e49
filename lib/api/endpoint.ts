import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type RoleName = 'admin' | 'finance' | 'executive' | 'viewer';

/** What a call takes, who may make it, and what it answers: handlers and the OpenAPI document are made of the same. */
export type Endpoint = {
  /** Unique; the operation's name in the OpenAPI document. */
  readonly id: string;
  readonly method: Method;
  /** Under `/api/v1`, with parameters in braces. */
  readonly path: string;
  readonly summary: string;
  /** Empty for a call without sign-in. */
  readonly roles: readonly RoleName[];
  readonly params: z.ZodType;
  /** Parameters that may be given more than once. */
  readonly lists: readonly string[];
  /** The JSON body; null for a call without one. */
  readonly body: z.ZodType | null;
  /** The longest body in characters, where the usual bound is too short. */
  readonly longestBody?: number;
  readonly status: number;
  /** The JSON reply; a media type for a file, null for an empty reply. */
  readonly reply: z.ZodType | `text/${string}` | `application/${string}` | null;
  /** True for a reply as long as the organization: tests check it, production does not. */
  readonly large?: boolean;
  /** Statuses of the errors that are this call's own, beside 401, 403, 429 and 500. */
  readonly errors: readonly number[];
};

/** Keeps the exact types of a call's schemas. */
export const endpoint = <const Given extends Endpoint>(given: Given): Given => given;
