import { readFileSync } from 'node:fs';

const LOOK_MS = 250;

/**
 * Calls back once when npm, or the shell that npm runs a script in, has died. npm's shell does not pass on the signal
 * that ended it, so nothing else tells. Does nothing for a program that was not started by npm: that one may outlive
 * its shell on purpose.
 * @param {() => void} callback
 * @returns {() => void} ends the watch
 */
export function whenOrphaned(callback) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const [parent, above] = parents();
  const timer = setInterval(() => {
    const [parentNow, aboveNow] = parents();
    if (parentNow === parent && aboveNow === above) return;
    clearInterval(timer);
    callback();
  }, LOOK_MS).unref();
  return () => clearInterval(timer);
}

/**
 * The parent, and above it npm when the parent is npm's shell. Only Linux tells about the one above.
 * @returns {[number, number | null]}
 */
function parents() {
  const stat = statOf(process.ppid);
  return [process.ppid, stat && /^(da|ba|z|k|a)?sh$/.test(stat.name) ? stat.parent : null];
}

/**
 * @param {number} pid
 * @returns {{ name: string, parent: number } | null}
 */
function statOf(pid) {
  try {
    const [, name = '', parent = ''] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, parent: Number(parent) };
  } catch {
    return null;
  }
}
