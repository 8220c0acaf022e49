import { describe, expect, it } from 'vitest';
import { type Entered, waysIn } from './account-access';

const ACCOUNT: Entered = {
  ...{ id: '000123456789', name: 'shop', joinedMethod: 'CREATED', management: false },
  above: ['ou-shop', 'ou-work', 'r-1'],
};
const ACCESS = { roleName: 'Usual', roles: [], portal: null, permissionSet: null };
const FIGURE = 'https://console.aws.amazon.com/costmanagement/home';

const ways = (account: Partial<Entered> = {}, access: Partial<Parameters<typeof waysIn>[1]> = {}) =>
  waysIn({ ...ACCOUNT, ...account }, { ...ACCESS, ...access }, 'aws', FIGURE);
const role = (found: ReturnType<typeof ways>) =>
  found
    .filter(({ label }) => label === 'Switch role')
    .map(({ href }) => new URL(href).searchParams.get('roleName'))
    .at(0);

describe('the way into an account', () => {
  it('is the usual role where the account was made here, and not for invited ones, the payer, or unknown ones', () => {
    expect(role(ways())).toBe('Usual');
    expect(role(ways({ joinedMethod: 'INVITED' }))).toBeUndefined();
    expect(role(ways({ joinedMethod: null }))).toBeUndefined();
    expect(role(ways({ management: true }))).toBeUndefined();
    expect(role(ways({}, { roleName: null }))).toBeUndefined();
  });

  it('is the role of the nearest OU first, for invited accounts too', () => {
    const roles = [
      { ou: 'r-1', roleName: 'All' },
      { ou: 'ou-work', roleName: 'Work' },
    ];
    expect(role(ways({ joinedMethod: 'INVITED' }, { roles }))).toBe('Work');
    expect(role(ways({ above: ['ou-other', 'r-1'] }, { roles }))).toBe('All');
  });

  it('goes through the portal where there is one', () => {
    const portal = 'https://example.awsapps.com/start';
    const found = ways({}, { portal, permissionSet: 'ReadOnly' }).find(({ label }) => label === 'Identity Center');
    expect(found?.href).toContain('account_id=000123456789&role_name=ReadOnly');
    expect(ways().map(({ label }) => label)).toEqual(['Switch role', 'Cost Explorer']);
  });
});
