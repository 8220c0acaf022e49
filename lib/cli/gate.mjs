// Loaded into the page server with `--import`, before Next: what every request goes through, and how the server ends.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { Server } from 'node:http';

/** A grid that is saved whole, and the files that a page takes, with their envelope. In bytes. */
const LONGEST_BODY = 6_000_000;
/** How long whoever sends too much has to read the answer. */
const GOODBYE_MS = 500;
/** How long a stop waits for what is under way, and after which time it closes streams that browsers hold open. */
const STOP_WITHIN_MS = 15_000;
const STREAMS_WITHIN_MS = 1_500;

/** Where code that Next bundles finds these: `lib/telemetry/log.ts`, `lib/telemetry/metrics.ts`, `lib/sync/hand-over.ts`. */
const shelf = (name, make) => (globalThis[Symbol.for(`subledger.${name}`)] ??= make());
const requests = shelf('request', () => new AsyncLocalStorage());
const metrics = shelf('requests', () => ({ counts: new Map(), seconds: new Map() }));
const background = shelf('background', () => ({ controller: new AbortController(), running: new Set() }));

const servers = new Set();
const emit = Server.prototype.emit;

Server.prototype.emit = function (event, ...args) {
  if (event === 'listening') servers.add(this);
  if (event !== 'request') return emit.call(this, event, ...args);
  const [request, response] = args;
  return (
    admit(request, response) &&
    requests.run({ id: request.headers['x-request-id'] }, () => emit.call(this, event, ...args))
  );
};

/** Notes where a request comes from and what it is called, and refuses a body that is too long. False when it was refused. */
function admit(request, response) {
  const { headers, socket } = request;
  // Added behind what others noted: nobody can put it there but this server (`lib/auth/client-address.ts`).
  headers['x-forwarded-for'] = [headers['x-forwarded-for'], socket.remoteAddress].filter(Boolean).join(', ');
  const given = headers['x-request-id'];
  headers['x-request-id'] = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.setHeader('x-request-id', headers['x-request-id']);
  if (headers['x-forwarded-proto'] === 'https') response.setHeader('strict-transport-security', 'max-age=31536000');
  // Next listens to the end of a reply from many places; one more is no leak.
  response.setMaxListeners(30);
  const began = performance.now();
  response.once('close', () => count(request, response, (performance.now() - began) / 1000));
  if (Number(headers['content-length'] ?? 0) > LONGEST_BODY) {
    refuse(request, response);
    return false;
  }
  bound(request, response);
  return true;
}

/** Counts what arrives of a body without a length, and cuts it off where it is too long. */
function bound(request, response) {
  const push = request.push;
  let size = 0;
  request.push = (chunk, encoding) => {
    size += chunk?.length ?? 0;
    if (size <= LONGEST_BODY) return push.call(request, chunk, encoding);
    if (size - (chunk?.length ?? 0) <= LONGEST_BODY) refuse(request, response);
    // Read on and thrown away until the answer is out: a connection that is cut in the middle loses it.
    return true;
  };
}

/** Answers 413 and closes the connection. */
function refuse(request, response) {
  if (!response.headersSent) {
    const detail = `A request has at most ${LONGEST_BODY} bytes.`;
    const problem = { type: 'urn:subledger:problem:too-large', title: 'Too large', status: 413, detail };
    const body = JSON.stringify({ ...problem, fix: 'Import large files with the command line.', errors: [] });
    response.writeHead(413, {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
    });
    // Not `Connection: close`: Node would cut the connection before the answer is read.
    response.end(body, () => setTimeout(() => request.complete || request.socket.destroy(), GOODBYE_MS).unref());
  } else request.socket.destroy();
}

const BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function count(request, response, seconds) {
  const method = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(request.method ?? '') ? request.method : 'other';
  // A client that went away before the end has no status that it was given.
  const status = response.writableEnded ? response.statusCode : 499;
  const key = `${method} ${status}`;
  metrics.counts.set(key, (metrics.counts.get(key) ?? 0) + 1);
  for (const bucket of [...BUCKETS, Number.POSITIVE_INFINITY])
    if (seconds <= bucket) metrics.seconds.set(bucket, (metrics.seconds.get(bucket) ?? 0) + 1);
  metrics.seconds.set('sum', (metrics.seconds.get('sum') ?? 0) + seconds);
  if (process.env.SUBLEDGER_ACCESS_LOG === 'on') tell(request, method, status, seconds);
}

/** One JSON object a line, without the query, which may name what is confidential, and without one-time secrets. */
function tell({ url = '', headers }, method, status, seconds) {
  const path = url
    .split('?')[0]
    .replace(/^\/setup\/.*/, '/setup/(hidden)')
    .slice(0, 300);
  const line = { level: 'info', at: new Date().toISOString(), request: headers['x-request-id'], method, path, status };
  process.stderr.write(`${JSON.stringify({ ...line, ms: Math.round(seconds * 1000), msg: 'request' })}\n`);
}

let stopping = false;

/** Takes no more requests, lets syncs end before their next billed request and give their lease back, and ends. */
async function stop() {
  if (stopping) return;
  stopping = true;
  background.controller.abort();
  setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
  const closed = [...servers].map((server) => new Promise((resolve) => server.close(resolve)));
  setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, STREAMS_WITHIN_MS).unref();
  await Promise.all(closed);
  await Promise.allSettled([...background.running]);
  process.exit(0);
}

// Next would end at once, in the middle of a sync.
if (process.env.NEXT_MANUAL_SIG_HANDLE)
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop());
