import { lstatSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { AppError } from '@/lib/errors';
import type { Output } from './output';
import { pathOfCaller } from './working-folder';

type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/**
 * Writes a file as it is made, to `out` or to standard output. A file that could not be made whole is not left behind, and
 * one that was there stays as it was.
 * @throws AppError `invalid-input` for a path that cannot be written
 */
export async function writeExport(output: Output, out: string | undefined, pieces: Pieces): Promise<void> {
  if (out === undefined) {
    for await (const piece of pieces) {
      if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
    return;
  }
  const path = pathOfCaller(out);
  const begun = isPlain(path) ? `${path}.part` : path;
  try {
    await writeFile(begun, pieces);
    if (begun !== path) await rename(begun, path);
  } catch (cause) {
    if (begun !== path) await rm(begun, { force: true });
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new AppError('invalid-input', `${path} cannot be written: ${cause.message}`, { cause });
  }
  output.say(`Written: ${path}`);
}

/** False for a device or a link, which a rename would put an end to. */
function isPlain(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found === undefined || found.isFile();
}
