import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { archiveOf } from './archive';

describe('an archive', () => {
  it('holds files in folders, in UTF-8, the same bytes for the same files', () => {
    const files = [
      { name: '2026-10/slices.csv', content: '"Zürich"\r\n' },
      { name: '2026-10/README.txt', content: new Uint8Array([1, 2]) },
    ];
    const unpacked = unzipSync(archiveOf(files));
    expect(Object.keys(unpacked)).toEqual(['2026-10/slices.csv', '2026-10/README.txt']);
    expect(new TextDecoder().decode(unpacked['2026-10/slices.csv'])).toBe('"Zürich"\r\n');
    expect(archiveOf(files)).toEqual(archiveOf(files));
  });

  it.each(['', '../a', '/a', 'a/../b', 'a//b', 'a\\b', 'C:a', 'a\u0000', './a', 'a/', '__proto__'])(
    'refuses %j',
    (name) => {
      expect(() => archiveOf([{ name, content: '' }])).toThrow(RangeError);
    },
  );

  it('refuses a name twice', () => {
    const file = { name: 'a.csv', content: '' };
    expect(() => archiveOf([file, file])).toThrow(/twice/);
  });
});
