import { existsSync } from 'node:fs';
import { run } from './child.mjs';

/** True where a missing program can be installed: Debian or its like, as root. */
export const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Installs a Debian package.
 * @param {string} name
 * @returns {Promise<boolean>} true when it is installed
 */
export async function installPackage(name) {
  if (!canInstall()) return false;
  process.stderr.write(`Installing Debian's ${name} …\n`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // A stale list names packages that are gone; without a network the list on disk is all there is.
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  return (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { quiet: true, env })) === 0;
}
