import { readFileSync } from 'node:fs';
import { AppError } from '@/lib/errors';

/** Reads a file that a command names. @throws AppError `invalid-input` when it cannot be read */
export function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('invalid-input', `${path} cannot be read: ${reason}`, { cause });
  }
}
