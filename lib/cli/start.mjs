import { spawn } from 'node:child_process';
import { CHECKOUT, requireNode } from './checkout.mjs';
import { exitOf } from './child.mjs';
import { install } from './install.mjs';
import { launchArguments, launchEnvironment } from './launch.mjs';
import { portFault } from './port.mjs';

/** Finds out before minutes of installing that the port is taken. What is not a port, `serve.ts` refuses by name. */
async function probePort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return;
  const fault = await portFault(port, process.env.SUBLEDGER_HOST || '127.0.0.1');
  if (fault?.startsWith('Port ')) throw new Error(fault);
}

async function main() {
  requireNode();
  await probePort();
  await install();
  const args = launchArguments('lib/cli/serve.ts', process.argv.slice(2));
  const child = spawn(process.execPath, args, {
    cwd: CHECKOUT,
    env: launchEnvironment(),
    // The channel is how the server learns that this process was killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  process.exitCode = await exitOf(child, 'SIGTERM');
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
