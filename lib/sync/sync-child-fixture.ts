import { openDatabase } from '@/lib/store/database';
import { runSync } from './sync';

// A sync in a process of its own, which a test may kill: arguments are the store, the connection, the endpoint and the clock.
const [url = '', connectionId = '', endpoint = '', now = ''] = process.argv.slice(2);
const run = await runSync(await openDatabase(url), connectionId, {
  trigger: 'manual',
  cap: 100_000,
  endpoint,
  clock: () => new Date(now),
});
process.stdout.write(`${run.status}\n`);
process.exit(0);
