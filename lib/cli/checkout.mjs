import { fileURLToPath } from 'node:url';

/** The absolute path of the checkout, without a slash at its end. */
export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

/** The lowest version of Node that every dependency supports. */
const LOWEST_NODE = [20, 19];

/**
 * Says why this Node is too old, or null when it will do.
 * @param {string} version as `process.versions.node` gives it
 * @returns {string | null}
 */
export function nodeFault(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [lowMajor = 0, lowMinor = 0] = LOWEST_NODE;
  if (major > lowMajor || (major === lowMajor && minor >= lowMinor)) return null;
  return `Subledger needs Node ${LOWEST_NODE.join('.')} or newer, and this is Node ${version}. Install a newer one from https://nodejs.org, then run the same command again.`;
}

/**
 * Ends the process with a message unless this Node will do.
 */
export function requireNode() {
  const fault = nodeFault(process.versions.node);
  if (!fault) return;
  process.stderr.write(`${fault}\n`);
  process.exit(1);
}
