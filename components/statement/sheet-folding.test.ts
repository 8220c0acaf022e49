import { describe, expect, it } from 'vitest';
import { flip, readFolding, visibleRows, writeFolding } from './sheet-folding';
import type { SheetRow } from './sheet-model';

const row = (key: string, depth: number, parent: string | null, kind: SheetRow['kind'] = 'line'): SheetRow => ({
  ...{ key, label: key, depth, kind, parent, cells: [] },
});
const ROWS = [
  row('usage', 0, null),
  row('usage:Compute', 1, 'usage'),
  row('usage:Compute:EC2', 2, 'usage:Compute'),
  row('credit', 0, null),
  row('class:cogs', 0, null, 'memo'),
  row('class-direct:cogs', 1, 'class:cogs', 'memo'),
];
const keysAt = (level: 0 | 1 | 2, ...flipped: string[]) =>
  visibleRows(ROWS, { level, flipped: new Set(flipped) }).map(({ row: { key } }) => key);

describe('folding', () => {
  it.each([
    [0, ['usage', 'credit', 'class:cogs']],
    [1, ['usage', 'usage:Compute', 'credit', 'class:cogs']],
    [2, ['usage', 'usage:Compute', 'usage:Compute:EC2', 'credit', 'class:cogs', 'class-direct:cogs']],
  ] as const)('to level %d shows %j', (level, keys) => expect(keysAt(level)).toEqual(keys));

  it('flips one row, and what is in a folded row stays hidden', () => {
    expect(keysAt(0, 'usage')).toContain('usage:Compute');
    expect(keysAt(2, 'usage')).toEqual(['usage', 'credit', 'class:cogs', 'class-direct:cogs']);
    expect([...flip(flip(new Set(), 'a'), 'a')]).toEqual([]);
  });

  it('is the same from the address', () => {
    const folding = { level: 2, flipped: new Set(['usage:Compute', 'shared:a,b']) } as const;
    const written = writeFolding(folding);
    expect(readFolding((name) => written[name] ?? null)).toEqual(folding);
    expect(writeFolding(readFolding(() => null))).toEqual({ level: null, flip: null });
  });
});
