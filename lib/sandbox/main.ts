import { parseArgs } from 'node:util';
import { readBillLines } from '@/lib/bills/lines';
import { billWorld } from './bill-world';
import { demoWorld } from './demo-world';
import { scaledWorld } from './scaled-world';
import { startSandbox } from './server';
import type { World } from './world';

const USAGE = `Serves Cost Explorer, Organizations and STS on this machine, from the demo company or from a bill.

  node lib/cli/launch.mjs lib/sandbox/main.ts [--port 4566] [--bill FILE… --format focus|cur] [--accounts N]

  --bill      answer from a FOCUS file or a Cost and Usage Report; may be given several times
  --accounts  answer for a synthetic organization of so many accounts
`;

type Options = { readonly bill?: string[]; readonly format?: string; readonly accounts?: string };

async function worldOf({ bill = [], format = 'focus', accounts }: Options): Promise<World> {
  if (format !== 'focus' && format !== 'cur') throw new RangeError(`--format is focus or cur, not ${format}`);
  if (bill.length > 0) return billWorld(await readBillLines(bill, format));
  if (accounts === undefined) return demoWorld(() => new Date());
  const count = Number(accounts);
  if (!Number.isInteger(count) || count < 1 || count > 10_000)
    throw new RangeError(`--accounts is 1 to 10000, not ${accounts}`);
  return scaledWorld({
    accounts: count,
    units: Math.ceil(count / 5),
    services: 12,
    recordTypes: 5,
    tagValues: 3,
    tagKeys: 3,
    now: new Date(),
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4566' },
      bill: { type: 'string', multiple: true },
      format: { type: 'string' },
      accounts: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError(`--port is 0 to 65535, not ${values.port}`);
  const world = await worldOf(values);
  const sandbox = await startSandbox({ world, port });
  console.log(`AWS_ENDPOINT_URL=${sandbox.url}`);
  console.error('Any access key will do, and the region us-east-1. Stop with Ctrl-C.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
