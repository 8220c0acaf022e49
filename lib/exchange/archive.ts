import { zipSync } from 'fflate';

/** A file of an archive; its content is UTF-8 where it is text. */
export type ArchiveFile = { readonly name: string; readonly content: string | Uint8Array };

/** ZIP keeps times of no zone: one for all, so that the same files give the same bytes. */
const STAMP = new Date(1980, 0, 1);

/**
 * Packs files into a ZIP archive; the same files give the same bytes.
 * @throws RangeError for a name that is empty, comes twice, or would be unpacked outside of its folder
 */
export function archiveOf(files: readonly ArchiveFile[]): Uint8Array {
  const entries: Record<string, Uint8Array> = {};
  for (const { name, content } of files) {
    if (!isSafe(name)) throw new RangeError(`not a name in an archive: ${JSON.stringify(name)}`);
    if (name in entries) throw new RangeError(`twice in an archive: ${JSON.stringify(name)}`);
    entries[name] = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  }
  return zipSync(entries, { mtime: STAMP });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in a file's name.
const isSafe = (name: string): boolean => !/[\\:\u0000-\u001f]|(^|\/)\.{0,2}(\/|$)/.test(name) && name !== '__proto__';
