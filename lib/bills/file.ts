import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { AppError } from '@/lib/errors';

/** A bill's file, by what its first bytes say; its name has no say. */
export type BillFile = {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly encoding: 'csv' | 'gzip' | 'parquet';
};

const FIX = 'Give a FOCUS or Cost and Usage Report file as CSV, gzipped CSV or Parquet.';
const CHUNK = 1 << 18;
/** Reports unpack to some twenty times their size; an archive that becomes hundreds of times larger is made to fill a disk. */
const MOST_UNPACKED = 300;
const ALWAYS_UNPACKED = 50_000_000;

const refuse = (message: string, cause?: unknown) => new AppError('invalid-input', message, { fix: FIX, cause });

/**
 * Opens a bill's file far enough to know that it can be read and how.
 * @throws AppError `not-found` or `invalid-input`, naming the file, when there is none, it is empty or of another kind.
 */
export async function openBillFile(path: string): Promise<BillFile> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new AppError('not-found', `There is no file ${path} that can be read.`, { fix: FIX, cause });
  });
  if (!stats.isFile()) throw refuse(`${path} is not a file.`);
  if (stats.size === 0) throw refuse(`${path} is empty: not even a header.`);
  const name = basename(path);
  return {
    path: await realpath(path),
    name,
    size: stats.size,
    encoding: encodingOf(await firstBytes(path), stats, path),
  };
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path).catch((cause: unknown) => {
    throw refuse(`${path} cannot be opened.`, cause);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function encodingOf(start: Buffer, stats: Stats, path: string): BillFile['encoding'] {
  const hex = start.toString('hex');
  if (hex.startsWith('1f8b')) return 'gzip';
  if (start.toString('latin1') === 'PAR1') {
    if (stats.size < 12) throw refuse(`${path} is cut short: it is no whole Parquet file.`);
    return 'parquet';
  }
  if (hex.startsWith('504b')) throw refuse(`${path} is a zip archive: unpack it first.`);
  if (hex.startsWith('28b52ffd')) throw refuse(`${path} is compressed with zstd, which is not read: unpack it first.`);
  if (hex.startsWith('fffe') || hex.startsWith('feff')) throw refuse(`${path} is UTF-16: save it as UTF-8.`);
  return 'csv';
}

/**
 * Opens all files of a bill. A file goes by its bare name, or by its path where two have the same name.
 * @throws AppError as `openBillFile` does, and when a file was given twice: its lines would count twice.
 */
export async function openBillFiles(paths: readonly string[]): Promise<BillFile[]> {
  const files = await Promise.all(paths.map(openBillFile));
  await refuseDoubles(files);
  return files.map((file) => {
    const alone = files.filter(({ name }) => name === file.name).length === 1;
    return alone ? file : { ...file, name: file.path };
  });
}

/** The text of a CSV file in pieces, unpacked when it is gzipped; a cut or damaged archive throws, naming the file. */
export async function* textOf(file: BillFile): AsyncGenerator<string> {
  const source = createReadStream(file.path, { highWaterMark: CHUNK });
  const bytes = file.encoding === 'gzip' ? source.pipe(createGunzip({ chunkSize: CHUNK })) : source;
  source.on('error', (error) => bytes.destroy(error));
  const decoder = new TextDecoder('utf-8');
  try {
    let unpacked = 0;
    for await (const chunk of bytes) {
      unpacked += chunk.length;
      if (unpacked > ALWAYS_UNPACKED && unpacked > MOST_UNPACKED * file.size) {
        throw refuse(`${file.name} unpacks to more than ${MOST_UNPACKED} times its size: it is no report.`);
      }
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw refuse(`${file.name} cannot be read to its end: it is damaged or cut short.`, cause);
  } finally {
    source.destroy();
    bytes.destroy();
  }
}

async function refuseDoubles(files: readonly BillFile[]): Promise<void> {
  const seen = new Map<string, BillFile>();
  for (const file of files) {
    const alike = files.some((other) => other !== file && other.size === file.size);
    const key = alike ? await digestOf(file) : file.path;
    const earlier = seen.get(key);
    if (earlier) {
      throw new AppError('invalid-input', `${earlier.path} and ${file.path} are the same file: it would count twice.`, {
        fix: 'Name every file once.',
      });
    }
    seen.set(key, file);
  }
}

async function digestOf(file: BillFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file.path, { highWaterMark: CHUNK })) hash.update(chunk);
  return hash.digest('hex');
}
