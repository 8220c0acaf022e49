import { z } from 'zod';
import type { Endpoint } from './endpoint';
import { ENDPOINTS } from './endpoints';
import { problem } from './problem-reply';
import { treeNode } from './tree-reply';

type Json = Record<string, unknown>;

const REASONS: Record<number, string> = {
  200: 'Done.',
  201: 'Added.',
  202: 'Begun.',
  204: 'Removed.',
  400: 'A parameter or the body is wrong; `errors` names each fault.',
  401: 'No valid token.',
  403: 'The token may not do this.',
  404: 'What the request names does not exist.',
  409: 'Not possible as things stand.',
  413: 'The body is longer than the call takes.',
  429: 'More requests within a minute than a token may make.',
  500: 'The server failed.',
  502: 'AWS refused or failed.',
  503: 'The store cannot be reached.',
};

let built: Json | null = null;

/** The OpenAPI 3.1 document, made of the schemas that check requests and replies. */
export function openApiDocument(version: string): Json {
  built ??= build(version);
  return built;
}

function build(version: string): Json {
  const schemas = z.registry<{ id: string }>();
  schemas.add(problem, { id: 'Problem' });
  schemas.add(treeNode, { id: 'TreeNode' });
  for (const { id, reply } of Object.values<Endpoint>(ENDPOINTS)) {
    if (reply instanceof z.ZodType && id !== 'getOpenApi') schemas.add(reply, { id: replyName(id) });
  }
  const made = z.toJSONSchema(schemas, { io: 'output', uri: (id) => `#/components/schemas/${id}` });
  const paths: Record<string, Json> = {};
  for (const each of Object.values<Endpoint>(ENDPOINTS)) {
    paths[each.path] = { ...paths[each.path], [each.method.toLowerCase()]: operation(each) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Subledger', version, description: "A company's AWS accounts as a set of books." },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: {
          ...{ type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
          description: 'A browser that is signed in. Writes also need the token of GET /api/auth/csrf as x-csrf-token.',
        },
      },
      schemas: Object.fromEntries(Object.entries(made.schemas).map(([name, schema]) => [name, withoutFrame(schema)])),
    },
  };
}

const replyName = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}Reply`;

function operation(each: Endpoint): Json {
  const open = each.roles.length === 0;
  const always = [401, 403, ...(each.body === null ? [] : [413]), 429];
  const failures = open ? each.errors : [...new Set([...each.errors, ...always])];
  return {
    operationId: each.id,
    summary: each.summary,
    ...(open ? { security: [] } : { description: `Roles: ${each.roles.join(', ')}.` }),
    parameters: [...pathParameters(each.path), ...queryParameters(each)],
    ...(each.body ? { requestBody: requestBody(each.body) } : {}),
    responses: {
      [each.status]: { description: REASONS[each.status] ?? '', ...content(each) },
      ...Object.fromEntries([...failures, 500].sort((a, b) => a - b).map((status) => [status, failure(status)])),
    },
  };
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters({ params }: Endpoint): Json[] {
  const schema = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { description, ...rest } = typeof property === 'object' ? property : {};
    return { name, in: 'query', required: required.has(name), ...(description ? { description } : {}), schema: rest };
  });
}

function requestBody(body: z.ZodType): Json {
  const required = !body.safeParse({}).success;
  const schema = withoutFrame(z.toJSONSchema(body, { io: 'input' }));
  return { required, content: { 'application/json': { schema } } };
}

function content({ id, reply }: Endpoint): Json {
  if (reply === null) return {};
  if (typeof reply === 'string') return { content: { [reply]: { schema: { type: 'string' } } } };
  const schema = id === 'getOpenApi' ? { type: 'object' } : { $ref: `#/components/schemas/${replyName(id)}` };
  return { content: { 'application/json': { schema } } };
}

const failure = (status: number): Json => ({
  description: REASONS[status] ?? '',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** A schema as a part of a document: its own name and dialect stand in the frame. */
function withoutFrame({ $schema: _dialect, $id: _name, id: _id, ...schema }: Json): Json {
  return schema;
}
