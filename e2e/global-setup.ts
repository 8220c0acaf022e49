import { startServer } from './server';

/** Starts the server that the specs share, with the demo company; returns the end of it. */
export default async function startShared(): Promise<() => Promise<void>> {
  const server = await startServer({ SUBLEDGER_DEMO: 'on' });
  process.env.SUBLEDGER_E2E_URL = server.url;
  process.env.SUBLEDGER_E2E_DATA = server.folder;
  return server.stop;
}
