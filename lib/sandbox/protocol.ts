import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { invalid, Refusal, type SandboxRequest } from './request';

const TARGETS = new Map<string, 'ce' | 'organizations'>([
  ['AWSInsightsIndexService', 'ce'],
  ['AWSOrganizationsV20161128', 'organizations'],
]);
const LARGEST_BODY = 4 * 1024 * 1024;

export type Asked = Pick<SandboxRequest, 'service' | 'operation' | 'body'>;

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)?.length ?? 0;
    if (size > LARGEST_BODY) throw new Refusal('RequestEntityTooLargeException', 'Request body is too large', 413);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Reads AWS JSON 1.1 (`X-Amz-Target`) or the query protocol (a form). */
export async function readRequest(message: IncomingMessage): Promise<Asked> {
  const text = await readText(message);
  const target = message.headers['x-amz-target'];
  if (typeof target !== 'string') {
    const form = Object.fromEntries(new URLSearchParams(text));
    return { service: 'Action' in form ? 'sts' : 'unknown', operation: form.Action ?? '', body: form };
  }
  const [prefix = '', operation = ''] = target.split('.');
  return { service: TARGETS.get(prefix) ?? 'unknown', operation, body: parseBody(text) };
}

function parseBody(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text === '' ? '{}' : text));
  } catch {
    throw new Refusal('SerializationException', 'The request body is not a JSON object.');
  }
}

/** Any failure as a refusal; what is neither a refusal nor a bad request is the sandbox's own fault. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return invalid(
      `1 validation error detected: Value at '${issue?.path.join('.')}' failed to satisfy constraint: ${issue?.message}`,
    );
  }
  return new Refusal('InternalFailure', error instanceof Error ? (error.stack ?? error.message) : String(error), 500);
}

/** A refusal in AWS JSON. */
export const writeJsonError = ({ code, message, fields }: Refusal): string =>
  JSON.stringify({ __type: code, Message: message, ...fields });

/** AWS JSON carries the checksum of its body only for some services; the request id is on all. */
export const requestIdOf = (index: number): string => {
  const hex = createHash('sha256').update(`request ${index}`).digest('hex');
  return [8, 12, 16, 20, 32].map((end, i) => hex.slice([0, 8, 12, 16, 20][i], end)).join('-');
};

export const HTML_ERROR =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1><p>The proxy could not reach the server.</p></body></html>';
