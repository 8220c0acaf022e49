import { describe, expect, it } from 'vitest';
import {
  costExplorerUrl,
  PARTITIONS,
  partitionOfArn,
  partitionOfRegion,
  portalFault,
  portalUrl,
  switchRoleUrl,
} from './console-links';

const ACCOUNT = '000123456789';
const HOSTS = {
  aws: ['signin.aws.amazon.com', 'console.aws.amazon.com'],
  'aws-cn': ['signin.amazonaws.cn', 'console.amazonaws.cn'],
  'aws-us-gov': ['signin.amazonaws-us-gov.com', 'console.amazonaws-us-gov.com'],
} as const;
const ODD = 'Zahlungen & Ärger #1 + 100% "x"/ü';

/** The parameters behind the `?` of a fragment, `#/console?a=b`. */
const inFragment = (url: string) => {
  const { hash } = new URL(url);
  const at = hash.indexOf('?');
  expect(hash).not.toContain('+');
  return { path: hash.slice(0, at), params: Object.fromEntries(new URLSearchParams(hash.slice(at + 1))) };
};

describe.each(PARTITIONS)('the links of %s', (partition) => {
  it('switch role at its own sign-in, every part encoded', () => {
    const url = new URL(switchRoleUrl({ partition, account: ACCOUNT, roleName: 'ops/Read Only', displayName: ODD }));
    expect([url.protocol, url.hostname, url.pathname, url.hash]).toEqual([
      ...['https:', HOSTS[partition][0], '/switchrole', ''],
    ]);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ account: ACCOUNT, roleName: 'ops/Read Only', displayName: ODD },
    });
  });

  it('show the figure in its own console', () => {
    const months = { from: '2026-09', to: '2026-11' };
    const url = costExplorerUrl({ partition, account: { id: ACCOUNT, name: ODD }, months, basis: 'netAmortized' });
    expect(new URL(url).hostname).toBe(HOSTS[partition][1]);
    const { path, params } = inFragment(url);
    expect(path).toBe('#/cost-explorer');
    expect(params).toMatchObject({ startDate: '2026-09-01', endDate: '2026-10-31', costAggregate: 'netAmortizedCost' });
    expect(JSON.parse(params.filter ?? '')[0].values).toEqual([{ value: ACCOUNT, displayValue: ODD }]);
    expect(JSON.parse(params.groupBy ?? '')).toEqual(['Service']);
  });

  it('are known by ARN and region', () => {
    const region = { aws: 'eu-west-1', 'aws-cn': 'cn-northwest-1', 'aws-us-gov': 'us-gov-west-1' }[partition];
    expect(partitionOfArn(`arn:${partition}:organizations::${ACCOUNT}:account/o-1/${ACCOUNT}`)).toBe(partition);
    expect(partitionOfRegion(region)).toBe(partition);
  });
});

it('a name is cut to 64 characters, and not in the middle of one', () => {
  const url = switchRoleUrl({ partition: 'aws', account: ACCOUNT, roleName: 'r', displayName: '🦊'.repeat(70) });
  expect(new URL(url).searchParams.get('displayName')).toBe('🦊'.repeat(64));
});

describe('the portal', () => {
  const target = { account: ACCOUNT, permissionSet: 'Read & Only', destination: null };
  it('leads to account, permission set and destination', () => {
    const destination = 'https://console.aws.amazon.com/costmanagement/home#/cost-explorer?a=b&c=d';
    const url = portalUrl({ ...target, portal: 'https://example.awsapps.com/start', destination });
    expect(new URL(url ?? '').pathname).toBe('/start/');
    expect(inFragment(url ?? '')).toEqual({
      path: '#/console',
      params: { account_id: ACCOUNT, role_name: 'Read & Only', destination },
    });
  });
  it('asks for the permission set where none is set, and answers at its root on new hosts', () => {
    const portal = 'https://ssoins-0123456789abcdef.portal.eu-west-1.app.aws';
    const url = portalUrl({ ...target, portal, permissionSet: null }) ?? '';
    expect(new URL(url).pathname).toBe('/');
    expect(inFragment(url).params).toEqual({ account_id: ACCOUNT });
  });
  it.each([
    'http://example.awsapps.com/start',
    'javascript:alert(1)',
    'example.awsapps.com',
    'https://a:b@example.com',
  ])('is not %s', (portal) => {
    expect(portalUrl({ ...target, portal })).toBeNull();
    expect(portalFault(portal)).toMatch(/such as https/);
  });
});

it('an ARN of another world names no partition', () => {
  expect(partitionOfArn('arn:aws-iso:iam::1:role/x')).toBeNull();
  expect(partitionOfArn('nothing')).toBeNull();
});
