import { describe, expect, it } from 'vitest';
import { singleEnvironments } from './single-environment';
import { cell, MONTH } from './small-books-fixture';

describe('the single environment of a home in an account', () => {
  const find = singleEnvironments([
    cell('a', 'project:checkout', 'prod', null, 10),
    cell('a', 'project:checkout', '(rounding)', null, 0.01),
    cell('a', 'project:search', 'prod', null, 10),
    cell('a', 'project:search', 'dev', null, 10),
    cell('b', 'project:checkout', 'prod', null, 10),
    cell('b', 'project:checkout', '(not fetched)', null, 10),
    cell('b', 'untagged', '(untagged)', null, 10),
  ]);
  const of = (account: string, home: string) => find('payer', MONTH, account, home);

  it('is there where all usage has it, a rounding aside; no environment is one, too', () => {
    expect(of('a', 'project:checkout')).toBe('prod');
    expect(of('b', 'untagged')).toBe('(untagged)');
  });

  it('is not there where usage has several, is not known whole, or is none', () => {
    expect(of('a', 'project:search')).toBeNull();
    expect(of('b', 'project:checkout')).toBeNull();
    expect(of('c', 'project:checkout')).toBeNull();
    expect(find('payer', '2026-09', 'a', 'project:checkout')).toBeNull();
  });
});
