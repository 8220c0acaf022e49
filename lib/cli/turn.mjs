import { createHash } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.mjs';

const POLL_MS = 200;
const BEAT_MS = 2_000;
/** A turn without a beat for this long has no owner, whatever its process number is used for now. */
const STALE_MS = 30_000;

/**
 * Does `work` while no other process of this machine does it in this checkout: two commands started at once on a
 * fresh clone must not install over each other. The turn of a process that died is taken over.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withTurn(name, work) {
  const file = join(tmpdir(), `subledger-${name}-${createHash('sha256').update(CHECKOUT).digest('hex').slice(0, 16)}`);
  let told = false;
  while (!take(file)) {
    if (!told)
      process.stderr.write(`Another Subledger command is at work on this checkout (${name}); waiting for it.\n`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const giveBack = () => rmSync(file, { force: true });
  process.once('exit', giveBack);
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), BEAT_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off('exit', giveBack);
    giveBack();
  }
}

/**
 * Takes the file by linking one that already names its owner, so that no reader ever sees it empty.
 * @param {string} file
 * @returns {boolean}
 */
function take(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    removeDead(file);
    return false;
  } finally {
    unlinkSync(mine);
  }
}

/** @param {string} file */
function removeDead(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_MS) rmSync(file, { force: true });
    else process.kill(Number(readFileSync(file, 'utf8')), 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') rmSync(file, { force: true });
    else if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EPERM') throw error;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
