import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from './context';
import { answerCostExplorer } from './cost-explorer';
import { Credentials } from './credentials';
import { DEFAULT_KNOBS, type Knobs, strikes } from './knobs';
import { answerOrganizations } from './organizations';
import { Pages } from './pages';
import { HTML_ERROR, readRequest, refusalOf, requestIdOf, writeJsonError } from './protocol';
import { Refusal, type SandboxRequest } from './request';
import { accessKeyOf, checkSigningTime } from './signature';
import { answerSts, writeStsError } from './sts';
import type { World } from './world';

export type Sandbox = {
  /** What `AWS_ENDPOINT_URL` is set to. */
  readonly url: string;
  readonly world: World;
  readonly knobs: Knobs;
  /** Every HTTP attempt, oldest first. */
  readonly requests: readonly SandboxRequest[];
  /** Requests that AWS would charge for, $0.01 each. */
  billed(): number;
  close(): Promise<void>;
};

export type SandboxOptions = { readonly world: World; readonly knobs?: Partial<Knobs>; readonly port?: number };

type Attempt = { -readonly [Key in keyof SandboxRequest]: SandboxRequest[Key] };
type Reply = { readonly status: number; readonly type: string; readonly body: string };

const JSON_TYPE = 'application/x-amz-json-1.1';
const COST_TOKENS = 200;
const ORGANIZATION_TOKENS = 5000;

/** Serves Cost Explorer, Organizations and STS on a local port (`port` 0 or absent: a free one), from a world. */
export async function startSandbox({ world, knobs: turned = {}, port = 0 }: SandboxOptions): Promise<Sandbox> {
  const knobs: Knobs = { ...DEFAULT_KNOBS, ...turned };
  const requests: Attempt[] = [];
  const state = {
    world,
    knobs,
    credentials: new Credentials(),
    costPages: new Pages(knobs, COST_TOKENS, costTokenRefusal),
    organizationPages: new Pages(knobs, ORGANIZATION_TOKENS, organizationTokenRefusal),
  };
  const server = createServer((message, response) => void serve(state, requests, message, response));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}`,
    world,
    knobs,
    requests,
    billed: () => requests.filter(({ billed }) => billed).length,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

const costTokenRefusal = (code: 'invalid' | 'changed'): Refusal =>
  code === 'invalid'
    ? new Refusal('InvalidNextTokenException', 'The pagination token is invalid. Try again without a pagination token.')
    : new Refusal(
        'RequestChangedException',
        'Your request parameters changed between pages. Try again with the old parameters or without a pagination token.',
      );

const organizationTokenRefusal = (): Refusal =>
  new Refusal('InvalidInputException', 'You specified an invalid next token.', 400, { Reason: 'INVALID_NEXT_TOKEN' });

type State = Pick<Context, 'world' | 'knobs' | 'credentials' | 'costPages' | 'organizationPages'>;

async function serve(
  state: State,
  requests: Attempt[],
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const attempt: Attempt = {
    at: new Date(),
    index: requests.length,
    service: 'unknown',
    operation: '',
    body: {},
    accessKeyId: accessKeyOf(message.headers),
    status: 0,
    error: null,
    billed: false,
  };
  requests.push(attempt);
  const reply = await replyTo(state, attempt, message);
  if (reply === null || response.destroyed) {
    message.socket.destroy();
    return;
  }
  attempt.status = reply.status;
  attempt.billed = attempt.service === 'ce' && reply.status < 300;
  response.writeHead(reply.status, {
    'content-type': reply.type,
    'content-length': Buffer.byteLength(reply.body),
    'x-amzn-requestid': requestIdOf(attempt.index),
    date: clockOf(state.knobs).toUTCString(),
  });
  response.end(reply.body);
}

const clockOf = ({ clockSkewMinutes }: Knobs): Date => new Date(Date.now() + clockSkewMinutes * 60_000);

/** The reply to one attempt; null when the connection is to be cut. */
async function replyTo(state: State, attempt: Attempt, message: IncomingMessage): Promise<Reply | null> {
  const { knobs } = state;
  const requestId = requestIdOf(attempt.index);
  try {
    Object.assign(attempt, await readRequest(message));
    if (knobs.latencyMs > 0) await wait(knobs.latencyMs);
    await knobs.onRequest?.(attempt);
    if (strikes(knobs, 'dropConnection', attempt)) return null;
    if (strikes(knobs, 'htmlErrors', attempt)) return { status: 500, type: 'text/html', body: HTML_ERROR };
    const context = admit(state, attempt, message);
    if (attempt.service === 'sts') return { status: 200, type: 'text/xml', body: answerSts(context, requestId) };
    const body = JSON.stringify(attempt.service === 'ce' ? answerCostExplorer(context) : answerOrganizations(context));
    const cut = strikes(knobs, 'truncate', attempt) ? body.slice(0, Math.floor(body.length / 2)) : body;
    return { status: 200, type: JSON_TYPE, body: cut };
  } catch (error) {
    const refusal = refusalOf(error);
    attempt.error = refusal.code;
    return attempt.service === 'sts'
      ? { status: refusal.status, type: 'text/xml', body: writeStsError(refusal, requestId) }
      : { status: refusal.status, type: JSON_TYPE, body: writeJsonError(refusal) };
  }
}

const THROTTLED = {
  ce: new Refusal('LimitExceededException', 'Rate exceeded'),
  organizations: new Refusal(
    'TooManyRequestsException',
    'You have sent too many requests in too short a period of time.',
  ),
  sts: new Refusal('Throttling', 'Rate exceeded'),
};

/** Who asks, and may they: signature time, credentials, throttle, IAM; in the order in which AWS looks. @throws Refusal */
function admit(state: State, request: SandboxRequest, message: IncomingMessage): Context {
  const { world, knobs, credentials } = state;
  if (request.service === 'unknown') throw new Refusal('UnknownOperationException', '', 404);
  if (request.accessKeyId === null)
    throw new Refusal('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  checkSigningTime(message.headers, clockOf(knobs));
  const caller = credentials.use(request.accessKeyId, world, knobs);
  if (strikes(knobs, 'throttle', request)) throw THROTTLED[request.service];
  const action = `${request.service}:${request.operation}`;
  if (knobs.deny.has(action)) throw denied(action, caller, request.service);
  return { ...state, request, caller };
}

function denied(action: string, { accountId, arn }: Context['caller'], service: SandboxRequest['service']): Refusal {
  const resource = service === 'ce' ? `arn:aws:ce:us-east-1:${accountId}:/${action.slice(3)}` : '*';
  const because = `because no identity-based policy allows the ${action} action`;
  return service === 'sts'
    ? new Refusal(
        'AccessDenied',
        `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
        403,
      )
    : new Refusal(
        'AccessDeniedException',
        `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
      );
}
