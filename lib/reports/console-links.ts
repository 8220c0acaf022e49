import type { Basis } from '@/lib/finance/basis';
import { addMonths, lastDay, type MonthRange } from '@/lib/finance/month';

/** AWS's separate worlds: an account, its console and its sign-in lie in one of them. */
export const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'] as const;
export type Partition = (typeof PARTITIONS)[number];

const SIGN_IN: Readonly<Record<Partition, string>> = {
  aws: 'https://signin.aws.amazon.com',
  'aws-cn': 'https://signin.amazonaws.cn',
  'aws-us-gov': 'https://signin.amazonaws-us-gov.com',
};
const CONSOLE: Readonly<Record<Partition, string>> = {
  aws: 'https://console.aws.amazon.com',
  'aws-cn': 'https://console.amazonaws.cn',
  'aws-us-gov': 'https://console.amazonaws-us-gov.com',
};
const LONGEST_NAME = 64;

/** The partition that an ARN names (`arn:aws-cn:…`); null for a text that is no ARN of one that is known. */
export function partitionOfArn(arn: string): Partition | null {
  const [prefix, name] = arn.split(':');
  return prefix === 'arn' ? (PARTITIONS.find((partition) => partition === name) ?? null) : null;
}

/** The partition of a region such as `cn-north-1`; what is not China's or GovCloud's is the ordinary one. */
export const partitionOfRegion = (region: string): Partition =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

export type SwitchRole = {
  readonly partition: Partition;
  readonly account: string;
  /** With its path: `ops/ReadOnly`. */
  readonly roleName: string;
  /** What the console shows; cut to 64 characters. */
  readonly displayName: string;
};

/** Takes whoever is signed in to the role of an account. No credential is in it: AWS asks whether they may. */
export function switchRoleUrl({ partition, account, roleName, displayName }: SwitchRole): string {
  const url = new URL('/switchrole', SIGN_IN[partition]);
  url.search = encoded({ account, roleName, displayName: [...displayName].slice(0, LONGEST_NAME).join('') });
  return url.href;
}

export type PortalTarget = {
  /** The address of the Identity Center portal, `https://example.awsapps.com/start`. */
  readonly portal: string;
  readonly account: string;
  /** Null: the portal asks which one. */
  readonly permissionSet: string | null;
  /** A page of the console to arrive at; null is its home. */
  readonly destination: string | null;
};

/** Leads through the Identity Center portal to an account. Null for a portal that is no https address. */
export function portalUrl({ portal, account, permissionSet, destination }: PortalTarget): string | null {
  const fault = portalFault(portal);
  if (fault !== null) return null;
  const { origin, hostname } = new URL(portal);
  // The older portals answer under /start, the dual-stack ones at their root.
  const path = hostname.endsWith('.app.aws') ? '/' : '/start/';
  const asked = encoded({ account_id: account, role_name: permissionSet, destination });
  return `${origin}${path}#/console?${asked}`;
}

/** What is wrong with the address of a portal; null when nothing is. */
export function portalFault(text: string): string | null {
  const example = 'write its address, such as https://example.awsapps.com/start';
  if (!URL.canParse(text)) return `is no address; ${example}`;
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:') return `does not begin with https; ${example}`;
  return username === '' && password === '' ? null : `has a name or a password in it; ${example}`;
}

const AGGREGATES: Readonly<Record<Basis, string>> = {
  unblended: 'unBlendedCost',
  amortized: 'amortizedCost',
  netUnblended: 'netUnblendedCost',
  netAmortized: 'netAmortizedCost',
  blended: 'blendedCost',
};

export type CostExplorerView = {
  readonly partition: Partition;
  readonly account: { readonly id: string; readonly name: string };
  readonly months: MonthRange;
  readonly basis: Basis;
};

/** Cost Explorer of the payer's console with one account's services in the months and basis of a screen. */
export function costExplorerUrl({ partition, account, months, basis }: CostExplorerView): string {
  const filter = [
    {
      dimension: { id: 'LinkedAccount', displayValue: 'Linked account' },
      operator: 'INCLUDES',
      values: [{ value: account.id, displayValue: account.name }],
    },
  ];
  const view = encoded({
    chartStyle: 'STACK',
    costAggregate: AGGREGATES[basis],
    // Its last day belongs to it, other than in the API.
    endDate: lastDay(addMonths(months.to, -1)),
    excludeForecasting: 'true',
    filter: JSON.stringify(filter),
    futureRelativeRange: 'CUSTOM',
    granularity: 'Monthly',
    groupBy: JSON.stringify(['Service']),
    historicalRelativeRange: 'CUSTOM',
    startDate: `${months.from}-01`,
  });
  return `${CONSOLE[partition]}/costmanagement/home#/cost-explorer?${view}`;
}

/** A query with every part encoded, a space as %20: the console does not read `+`. Null is left out. */
const encoded = (parts: Readonly<Record<string, string | null>>): string =>
  Object.entries(parts)
    .flatMap(([name, text]) => (text === null ? [] : [`${name}=${encodeURIComponent(text)}`]))
    .join('&');
