import { describe, expect, it } from 'vitest';
import { accountsReply, parentInPaths, toAccount } from './organization-reply';

const id = '000123456789';
const listed = (Paths?: string[]) => ({ Id: id, Paths });

describe('the parent in a path', () => {
  it.each([
    ['the deepest OU', [`o-a/r-b/ou-b-1/ou-b-2/${id}/`], 'ou-b-2'],
    ['the root', [`o-a/r-b/${id}/`], 'r-b'],
    ['without the last slash', [`o-a/r-b/ou-b-1/${id}`], 'ou-b-1'],
    ['of this account, not of another', ['o-a/r-b/ou-b-9/999999999999/', `o-a/r-b/ou-b-1/${id}/`], 'ou-b-1'],
    ['none without paths', undefined, null],
    ['none in an empty list', [], null],
    ['none in a path without a parent', [`${id}/`, `o-a/${id}/`], null],
  ])('is %s', (_name, paths, parent) => {
    expect(parentInPaths(listed(paths))).toBe(parent);
  });
});

describe('an account', () => {
  it('keeps what AWS gave, verbatim, and null for what it did not', () => {
    const { Accounts } = accountsReply.parse({
      Accounts: [
        { Id: id },
        { Id: '2', Name: ' مرحبا 🏦 <b>', State: 'NEW_STATE', Status: 'ACTIVE', JoinedTimestamp: new Date(0) },
      ],
    });
    const [bare, full] = Accounts.map((account) => toAccount(account, null));
    expect(bare).toEqual({
      id,
      name: id,
      email: null,
      arn: null,
      state: null,
      joinedMethod: null,
      joinedAt: null,
      parentId: null,
    });
    expect(full).toMatchObject({ name: ' مرحبا 🏦 <b>', state: 'NEW_STATE', joinedAt: '1970-01-01T00:00:00.000Z' });
  });
});
