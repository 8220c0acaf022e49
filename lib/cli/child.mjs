import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { CHECKOUT } from './checkout.mjs';
import { whenOrphaned } from './parents.mjs';

const ENDING = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

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
 * Waits for a child, passing it the signals that end this process; when npm is gone, the child is told to end too.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals | null} [interrupt] what SIGINT is passed on as. At a terminal Ctrl-C reaches the child by
 *   itself, and a second one would cut its orderly end short: there the default is to pass nothing on.
 * @returns {Promise<number>}
 */
export function exitOf(child, interrupt = process.stdin.isTTY ? null : 'SIGINT') {
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    const passed = signal === 'SIGINT' ? interrupt : signal;
    if (passed) child.kill(passed);
  };
  for (const signal of ENDING) process.on(signal, forward);
  const unwatch = whenOrphaned(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    /** @param {number} code */
    const end = (code) => {
      unwatch();
      for (const signal of ENDING) process.off(signal, forward);
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
