import { describe, expect, it } from 'vitest';
import { claimedRole } from './oidc-claims';

describe('the claims of a provider', () => {
  it.each([
    [{ groups: ['subledger:admin'] }, { role: 'admin', scopes: [] }],
    [{ roles: ['other', 'subledger:finance'] }, { role: 'finance', scopes: [] }],
    [{ realm_access: { roles: ['subledger:executive'] } }, { role: 'executive', scopes: [] }],
    [{ groups: 'staff subledger:executive' }, { role: 'executive', scopes: [] }],
    [
      { groups: ['subledger:viewer', 'project:checkout', 'account:111122223333', 'project:checkout'] },
      { role: 'viewer', scopes: ['account:111122223333', 'project:checkout'] },
    ],
    [{ groups: ['subledger:viewer'] }, { role: 'viewer', scopes: [] }],
    [{ groups: ['subledger:viewer', 'account:x'] }, { role: 'viewer', scopes: [] }],
    // Of several roles the widest holds, and it is of everything.
    [{ groups: ['subledger:viewer', 'project:a', 'subledger:finance'] }, { role: 'finance', scopes: [] }],
    [{ groups: ['Ledger admins'] }, { role: 'admin', scopes: [] }],
    [{ groups: ['Team Checkout'] }, { role: 'viewer', scopes: ['project:checkout'] }],
  ])('%j are a role', (claims, role) => {
    const meanings = {
      'Ledger admins': ['subledger:admin'],
      'Team Checkout': ['subledger:viewer', 'project:checkout'],
    };
    expect(claimedRole(claims, meanings)).toEqual(role);
  });

  it.each([
    {},
    { groups: [] },
    { groups: ['admin', 'Administrators', 'subledger:king', 'Subledger:admin', 'xsubledger:admin'] },
    { groups: ['project:checkout', 'account:111122223333'] },
    { groups: [{ name: 'subledger:admin' }, 7, null] },
    { groups: { admin: 'subledger:admin' }, realm_access: 'subledger:admin' },
    { email: 'subledger:admin', name: 'subledger:admin' },
    { groups: ['constructor', 'toString', '__proto__'] },
  ])('%j are none', (claims) => {
    expect(claimedRole(claims)).toBeNull();
  });

  it('a meaning replaces the value', () => {
    expect(claimedRole({ groups: ['subledger:admin'] }, { 'subledger:admin': ['subledger:viewer'] })).toEqual({
      role: 'viewer',
      scopes: [],
    });
  });
});
