import { type ChildProcess, spawn } from 'node:child_process';
import { request } from 'node:http';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '@/lib/api/problem-reply';

/** A server behind the gate that says what it was asked, how much it read, and what a sync of it did at its end. */
const SERVER = `
  import { createServer } from 'node:http';
  const background = globalThis[Symbol.for('subledger.background')];
  if (process.env.WORK) background.running.add(new Promise((resolve) => {
    background.controller.signal.addEventListener('abort', () => setTimeout(() => { console.log('handed over'); resolve(); }, 300));
  }));
  const server = createServer((request, response) => {
    if (request.url === '/stream') return void response.write('begun');
    let size = 0;
    request.on('data', (piece) => { size += piece.length; }).on('error', () => undefined);
    request.on('end', () => response.end(JSON.stringify({
      headers: request.headers, size, rss: process.memoryUsage.rss(),
      current: globalThis[Symbol.for('subledger.request')].getStore(),
    })));
  });
  server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port));`;

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

async function serve(environment: Record<string, string> = {}) {
  const gate = fileURLToPath(new URL('gate.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--import', gate, '--input-type=module', '-e', SERVER], {
    env: { ...process.env, NEXT_MANUAL_SIG_HANDLE: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const port = await new Promise<number>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
      const found = /port (\d+)/.exec(said.out)?.[1];
      if (found) resolve(Number(found));
    });
  });
  return { child, port, said, url: `http://127.0.0.1:${port}` };
}

describe('the gate of the page server', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    server = await serve({ SUBLEDGER_ACCESS_LOG: 'on' });
  });

  it('notes the address that connected behind whatever was claimed, and gives every request an id', async () => {
    const reply = await fetch(server.url, {
      headers: { 'x-forwarded-for': '203.0.113.9', 'x-request-id': 'client-12345' },
    });
    const { headers, current } = await reply.json();
    expect(headers['x-forwarded-for']).toBe('203.0.113.9, 127.0.0.1');
    expect([reply.headers.get('x-request-id'), current]).toEqual(['client-12345', { id: 'client-12345' }]);
    for (const given of ['short', 'a b<script>aaaaaaaa', 'x'.repeat(65)]) {
      const other = await fetch(server.url, { headers: { 'x-request-id': given } });
      expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect((await other.json()).headers['x-forwarded-for']).toBe('127.0.0.1');
    }
  });

  it('says https for a year where a proxy speaks it', async () => {
    const plain = await fetch(server.url);
    expect(plain.headers.get('strict-transport-security')).toBeNull();
    const secure = await fetch(server.url, { headers: { 'x-forwarded-proto': 'https' } });
    expect(secure.headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  it('lets a usual body through, and refuses one that says that it is too long', async () => {
    const usual = await fetch(server.url, { method: 'POST', body: 'x'.repeat(5_000_000) });
    expect((await usual.json()).size).toBe(5_000_000);
    const { status, type, text } = await send(server.port, { 'content-length': '5000000000' }, 1);
    expect([status, type]).toEqual([413, 'application/problem+json']);
    expect(problem.parse(JSON.parse(text))).toMatchObject({ status: 413, type: 'urn:subledger:problem:too-large' });
  });

  it('cuts a body off that never ends, with bounded memory', async () => {
    const before = (await (await fetch(server.url)).json()).rss;
    const { status, sent } = await send(server.port, { 'transfer-encoding': 'chunked' }, 5_000_000_000);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(5_000_000_000);
    const after = (await (await fetch(server.url)).json()).rss;
    expect(after - before).toBeLessThan(60_000_000);
  });

  it('is not fooled by a header with a line end in it', async () => {
    const reply = await raw(
      server.port,
      'GET / HTTP/1.1\r\nHost: x\r\nX-Request-Id: abcdefgh\x0bSet-Cookie: a=b\r\n\r\n',
    );
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    const split = await raw(
      server.port,
      'GET /%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    );
    expect(split).not.toMatch(/^set-cookie:/im);
  });

  it('tells of every request in one line, without its query', async () => {
    await (await fetch(`${server.url}/setup/one-time-secret?project=hidden`)).text();
    await expect.poll(() => server.said.err).toContain('/setup/(hidden)');
    expect(server.said.err).not.toMatch(/one-time-secret|project=/);
    const [line] = server.said.err.split('\n');
    expect(JSON.parse(line ?? '')).toMatchObject({
      level: 'info',
      msg: 'request',
      method: 'GET',
      path: '/',
      status: 200,
    });
  });
});

it('ends after its syncs have handed over, closing streams and taking no new requests', async () => {
  const { child, port, said, url } = await serve({ WORK: 'yes' });
  const stream = await fetch(`${url}/stream`);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const began = performance.now();
  child.kill('SIGTERM');
  await expect
    .poll(() => raw(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n').catch((error) => error.code))
    .toBe('ECONNREFUSED');
  await stream.text().catch(() => '');
  expect(await ended).toBe(0);
  expect(said.out).toContain('handed over');
  expect(performance.now() - began).toBeLessThan(10_000);
});

/** Sends zeros until `length` of them are sent or the server has enough. */
function send(port: number, headers: Record<string, string>, length: number) {
  return new Promise<{ status: number; type: string; text: string; sent: number }>((resolve, reject) => {
    const piece = Buffer.alloc(64 * 1024);
    let sent = 0;
    let over = false;
    const outgoing = request({ port, host: '127.0.0.1', method: 'POST', headers }, (reply) => {
      over = true;
      let text = '';
      reply.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      reply.on('end', () => {
        resolve({ status: reply.statusCode ?? 0, type: reply.headers['content-type'] ?? '', text, sent });
        outgoing.destroy();
      });
    });
    outgoing.on('error', (error) => (over ? undefined : reject(error)));
    const write = () => {
      while (!over && sent < length) {
        const part = piece.subarray(0, Math.min(piece.length, length - sent));
        sent += part.length;
        if (!outgoing.write(part)) return void outgoing.once('drain', write);
      }
    };
    write();
  });
}

/** What a server answers to these bytes. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part: string) => {
      answer += part;
      if (answer.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('error', reject).on('close', () => resolve(answer));
  });
}
