import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Environment, readEnvironment } from '@/lib/env';
import { listConnections } from '@/lib/store/connections';
import { type Database, openDatabase } from '@/lib/store/database';
import { mintScope } from '@/lib/store/scope';

/** The store that figures come from, and whether it is the demo company's. */
export type ActiveStore = { readonly db: Database; readonly demo: boolean };

/** Next bundles pages and routes apart: what is opened once a process is kept where all of them find it. */
const SHELF = Symbol.for('subledger.stores');
type Shelf = { [SHELF]?: Map<string, Promise<Database>> };

function openOnce(url: string): Promise<Database> {
  const shelf = globalThis as typeof globalThis & Shelf;
  shelf[SHELF] ??= new Map();
  const stores = shelf[SHELF];
  const known = stores.get(url);
  if (known) return known;
  const opening = openDatabase(url);
  stores.set(url, opening);
  // A store that could not be opened is tried again by the next caller.
  opening.catch(() => stores.delete(url));
  return opening;
}

/** The real books, and the tokens: `DATABASE_URL`. The starter and the command line have migrated it. */
export const mainStore = (environment: Environment = readEnvironment()): Promise<Database> =>
  openOnce(environment.databaseUrl);

/** The demo company's own store, or null while there is none. */
export async function demoStore(environment: Environment = readEnvironment()): Promise<Database | null> {
  const { demoDatabaseUrl: url } = environment;
  if (url.startsWith('file:') && !existsSync(pathOf(url))) return null;
  return openOnce(url);
}

const pathOf = (url: string): string => (url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length));

/**
 * Where figures come from: `SUBLEDGER_DEMO` on is the demo, off the main store, `auto` the main store as soon as it has
 * a connection. Without a demo file it is always the main store.
 */
export async function activeStore(environment: Environment = readEnvironment()): Promise<ActiveStore> {
  const main = { db: await mainStore(environment), demo: false };
  if (environment.demo === 'off') return main;
  if (environment.demo === 'auto' && (await listConnections(mintScope(main.db, 'all'))).length > 0) return main;
  const demo = await demoStore(environment);
  return demo ? { db: demo, demo: true } : main;
}
