import { describe, expect, it } from 'vitest';
import { termsOf } from '@/components/ui/search-words';
import { find, haystacksOf } from './tree-search';

const row = (parent: number, name: string, id: string | null = null, email: string | null = null) => ({
  parent,
  name,
  id,
  email,
});
const rows = [
  row(-1, 'Root', 'r-1'),
  row(0, 'Workloads', 'ou-1'),
  row(1, 'checkout-prod', '111122223333', 'aws+checkout@example.com'),
  row(1, 'search-prod', '444455556666', 'aws+search@example.com'),
  row(0, 'Sandbox', 'ou-2'),
  row(4, 'play', '777788889999', null),
];
const search = (text: string) => {
  const { matches, kept, open } = find(rows, haystacksOf(rows), termsOf(text));
  return { matches: [...matches], kept: [...kept].sort(), open: [...open].sort() };
};

describe('search', () => {
  it('finds by name and keeps the ancestors, open', () => {
    expect(search('checkout')).toEqual({ matches: [2], kept: [0, 1, 2], open: [0, 1] });
  });
  it('finds by id in groups, by part of it, and by e-mail in any case', () => {
    expect(search('1111-2222-3333').matches).toEqual([2]);
    expect(search('1111-2222').matches).toEqual([2]);
    expect(termsOf('2026-10')).toEqual(['2026-10']);
    expect(search('55556').matches).toEqual([3]);
    expect(search('AWS+Search@').matches).toEqual([3]);
  });
  it('keeps what lies below a unit that matches, closed', () => {
    expect(search('sandbox')).toEqual({ matches: [4], kept: [0, 4, 5], open: [0] });
  });
  it('wants every word', () => {
    expect(search('prod search').matches).toEqual([3]);
    expect(search('prod nothing')).toEqual({ matches: [], kept: [], open: [] });
  });
  it('does not find across two fields', () => {
    expect(search('prod111').matches).toEqual([]);
  });
});
