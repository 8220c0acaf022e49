import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort, portFault } from './port.mjs';

let server: Server | undefined;
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

async function occupy(host: string): Promise<number> {
  const port = await freePort(host);
  server = createServer();
  await new Promise<void>((resolve) => server?.listen(port, host, resolve));
  return port;
}

describe('portFault', () => {
  it('is null for a free port', async () => {
    expect(await portFault(await freePort(), '127.0.0.1')).toBeNull();
  });

  it('names a port in use, and another one to try', async () => {
    const port = await occupy('127.0.0.1');
    expect(await portFault(port, '127.0.0.1')).toMatch(new RegExp(`Port ${port} .* in use .*PORT=\\d+ npm start`));
    expect(await portFault(port, '0.0.0.0')).toContain('in use');
  });

  it('says when the address is none of this machine', async () => {
    expect(await portFault(await freePort(), '192.0.2.1')).toContain('no address of this machine');
  });
});
