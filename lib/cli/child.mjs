import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { CHECKOUT } from './checkout.mjs';

const FORWARDED = /** @type {const} */ (['SIGTERM', 'SIGHUP']);

/**
 * Runs a program to its end with this process's output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, timeoutMs?: number }} [options] `quiet` sends its standard output to standard error
 * @returns {Promise<number>} its exit code; 128 + the signal's number, as in a shell, when a signal ended it; 127 when it cannot be started
 */
export function run(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: CHECKOUT,
    env: { ...process.env, ...options.env },
    stdio: ['inherit', options.quiet ? 2 : 'inherit', 'inherit'],
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' }),
  });
  return exitOf(child);
}

/**
 * Waits for a child, passing it the signals that end this process. A terminal sends Ctrl-C to both, so SIGINT is
 * only outlived here: sending it again would cut the child's orderly end short.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export function exitOf(child) {
  const outlive = () => undefined;
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    child.kill(signal);
  };
  process.on('SIGINT', outlive);
  for (const signal of FORWARDED) process.on(signal, forward);
  return new Promise((resolve) => {
    /** @param {number} code */
    const end = (code) => {
      process.off('SIGINT', outlive);
      for (const signal of FORWARDED) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', (error) => {
      process.stderr.write(`${child.spawnfile}: ${error.message}\n`);
      end(127);
    });
    child.once('exit', (code, signal) => end(code ?? 128 + signalNumber(signal)));
  });
}

/** @param {NodeJS.Signals | null} signal */
function signalNumber(signal) {
  return signal ? (constants.signals[signal] ?? 1) : 1;
}
