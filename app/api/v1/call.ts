import type { z } from 'zod';
import type { Endpoint, Method } from '@/lib/api/endpoint';
import { problemResponse, respond } from '@/lib/api/problem';
import { readInput, readParams } from '@/lib/api/query-text';
import { requireToken } from '@/lib/auth/token-request';
import { requireRole, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';

const LONGEST_BODY = 64 * 1024;

/** Next gives a route without a parameter in its path no params at all. */
type Context = { readonly params: Promise<Record<string, string | string[] | undefined> | undefined> };
export type Handler = (request: Request, context: Context) => Promise<Response>;

/** What a handler works on: checked parameters and body, and who asks. */
export type Call<Of extends Endpoint> = {
  readonly request: Request;
  readonly viewer: Viewer;
  /** The parameter of the path; '' where there is none. */
  readonly id: string;
  readonly params: z.output<Of['params']>;
  readonly body: Of['body'] extends z.ZodType ? z.output<Of['body']> : null;
};

type Reply<Of extends Endpoint> = Of['reply'] extends z.ZodType ? z.input<Of['reply']> : Response;

type Options<Of extends Endpoint> = {
  /** Throws `not-found` when the path names nothing: before the parameters are looked at. */
  readonly find?: (viewer: Viewer, id: string) => Promise<unknown>;
  readonly headers?: (reply: Reply<Of>) => Record<string, string>;
};

/** Makes a handler that asks, in this order: who is it (401), may they (403), does it exist (404), is it right (400). */
export function call<Of extends Endpoint>(
  endpoint: Of,
  work: (call: Call<Of>) => Promise<Reply<Of>>,
  { find, headers }: Options<Of> = {},
): Handler {
  return (request, context) =>
    respond(async () => {
      const viewer = await requireToken(request);
      requireRole(viewer, endpoint.roles);
      const [id] = Object.values((await context.params) ?? {});
      const given = typeof id === 'string' ? id : '';
      await find?.(viewer, given);
      const params = readParams(endpoint.params, new URL(request.url).searchParams, endpoint.lists);
      const body = endpoint.body ? readInput(endpoint.body, await readBody(request, endpoint.longestBody)) : null;
      const reply = await work({ request, viewer, id: given, params, body } as Call<Of>);
      if (reply instanceof Response) return reply;
      checkReply(endpoint, reply);
      return Response.json(reply, {
        status: endpoint.status,
        headers: { 'cache-control': 'no-store', ...headers?.(reply) },
      });
    });
}

/** A reply that is not what the document promises is a fault of ours. In production the endless ones are trusted. */
function checkReply({ reply: schema, large }: Endpoint, reply: unknown): void {
  if (schema === null || typeof schema === 'string' || (large && process.env.NODE_ENV === 'production')) return;
  schema.parse(reply);
}

/** The JSON of a body; an empty one is an empty object. @throws AppError `too-large`, `invalid-input` */
async function readBody(request: Request, longest = LONGEST_BODY): Promise<unknown> {
  const text = await boundedText(request, longest);
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid-input', 'The body is not JSON.', {
      cause,
      errors: [{ field: '', message: 'is not JSON' }],
    });
  }
}

/** Reads no further than `longest` characters: what never ends is cut off, not kept. */
async function boundedText({ body }: Request, longest: number): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += decoder.decode(piece.value, { stream: true });
    if (text.length <= longest) continue;
    await reader.cancel();
    throw new AppError('too-large', `The body is longer than ${longest} characters.`, {
      fix: 'Send it in parts, or import a file with the command line.',
    });
  }
  return text + decoder.decode();
}

const METHODS: readonly (Method | 'OPTIONS')[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Every method of a path: those that it has, and a refusal for the others, which also asks for a key first. */
export function methods(handlers: Partial<Record<Method, Handler>>): Record<Method | 'OPTIONS', Handler> {
  const allow = Object.keys(handlers).join(', ');
  const refuse: Handler = (request) =>
    respond(async () => {
      await requireToken(request);
      const error = new AppError('method-not-allowed', `${request.method} is not a method of this path.`, {
        fix: `It has: ${allow}.`,
      });
      return problemResponse(error, { allow });
    });
  const entries = METHODS.map((method) => [method, (method !== 'OPTIONS' && handlers[method]) || refuse]);
  return Object.fromEntries(entries);
}
