import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '@/lib/errors';

/** The longest file of rules or figures that a command reads whole: a hundred times the largest that anyone keeps. In bytes. */
const LONGEST = 64_000_000;
const PIECE = 1 << 20;

/**
 * Reads a file that a command names, whatever it is: one that never ends is read no further than `longest` bytes.
 * @throws AppError `invalid-input` when it cannot be read, `too-large` beyond that
 */
export function bytesOf(path: string, longest = LONGEST): Uint8Array {
  try {
    return readWhole(path, longest);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('invalid-input', `${path} cannot be read: ${reason}`, { cause });
  }
}

function readWhole(path: string, longest: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const pieces: Buffer[] = [];
    let size = 0;
    for (;;) {
      const piece = Buffer.alloc(PIECE);
      const read = readSync(file, piece);
      if (read === 0) return Buffer.concat(pieces, size);
      size += read;
      if (size > longest) {
        throw new AppError('too-large', `${path} is larger than ${longest / 1e6} MB: nothing of it is used.`, {
          fix: 'Split it, or check that it is the right file.',
        });
      }
      pieces.push(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}
