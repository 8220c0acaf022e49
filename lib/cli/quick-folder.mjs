import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** What the stores of a run of all tests take at most, with room to spare. */
const ROOM_BYTES = 2 * 1024 ** 3;

/**
 * A new folder for what tests write and throw away: in memory where the machine has room there, since a test waits for
 * each commit of its store to reach the disk.
 * @returns {{ environment: { TMPDIR?: string }, remove: () => void }} what programs are told of it, and how it ends
 */
export function quickFolder() {
  if (!hasRoom()) return { environment: {}, remove: () => {} };
  const folder = mkdtempSync(join(MEMORY, 'subledger-test-'));
  // PostgreSQL runs as a user of its own, and has its folder in this one.
  chmodSync(folder, 0o711);
  return { environment: { TMPDIR: folder }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function hasRoom() {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES && freemem() >= 2 * ROOM_BYTES;
}
