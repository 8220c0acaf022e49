import { execFile } from 'node:child_process';
import { CHECKOUT } from './checkout.mjs';
import { isProgram } from './install.mjs';

const WITHIN_MS = 60_000;

/** @typedef {{ error?: unknown, metadata?: { vulnerabilities?: Record<string, number> } }} Report */

/**
 * What npm's report of known faults means: how many are grave, or that the registry could not be asked.
 * @param {Report | null} report
 * @returns {{ asked: boolean, grave: number, text: string }}
 */
export function verdictOf(report) {
  const counts = report?.error === undefined ? report?.metadata?.vulnerabilities : undefined;
  if (!counts) return { asked: false, grave: 0, text: 'The registry could not be asked for known faults.' };
  const grave = (counts.high ?? 0) + (counts.critical ?? 0);
  return {
    asked: true,
    grave,
    text: `Known faults of the packages that are shipped: ${grave} grave, ${counts.total ?? grave} in all.`,
  };
}

/** @returns {Promise<Report | null>} null when npm said nothing that can be read */
function askNpm() {
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['audit', '--json', '--omit=dev'],
      { cwd: CHECKOUT, timeout: WITHIN_MS, maxBuffer: 64e6 },
      (_, out) => {
        try {
          resolve(JSON.parse(out));
        } catch {
          resolve(null);
        }
      },
    );
  });
}

// Exit 1 for a grave fault; a registry that cannot be asked fails nothing, and is told.
if (isProgram(import.meta.url)) {
  const { grave, text } = verdictOf(await askNpm());
  process.stdout.write(`${text}${grave > 0 ? ' See: npm audit --omit=dev' : ''}\n`);
  process.exitCode = grave > 0 ? 1 : 0;
}
