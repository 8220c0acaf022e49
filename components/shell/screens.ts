import {
  Boxes,
  ClipboardCheck,
  LayoutDashboard,
  type LucideIcon,
  Network,
  Settings2,
  Split,
  Table2,
} from 'lucide-react';

/** A screen that exists. A screen enters this list when it lands, and so the rail, the tabs and the search. */
export type Screen = {
  readonly href: string;
  readonly label: string;
  /** What a phone calls it, where the label is too long for a tab. */
  readonly short?: string;
  readonly icon: LucideIcon;
};

export const SCREENS: readonly Screen[] = [
  { href: '/overview', label: 'Overview', icon: LayoutDashboard },
  { href: '/accounts', label: 'Accounts', icon: Network },
  { href: '/projects', label: 'Projects', icon: Boxes },
  { href: '/statements', label: 'Statements', icon: Table2 },
  { href: '/shared', label: 'Shared costs', short: 'Shared', icon: Split },
  { href: '/review', label: 'Review', icon: ClipboardCheck },
  { href: '/settings', label: 'Settings', icon: Settings2 },
];

export const SETTINGS: readonly { readonly href: string; readonly label: string }[] = [
  { href: '/settings/sync', label: 'Sync' },
  { href: '/settings/rules', label: 'Rules' },
  { href: '/settings/tags', label: 'Tags' },
  { href: '/settings/inputs', label: 'Revenue and budgets' },
  { href: '/settings/months', label: 'Months' },
  { href: '/settings/company', label: 'Fiscal year and tax' },
  { href: '/settings/connections', label: 'Connections' },
  { href: '/settings/people', label: 'People' },
  { href: '/settings/audit', label: 'Audit' },
  { href: '/settings/access', label: 'Access to AWS' },
  { href: '/settings/connect', label: 'Connect AWS' },
  { href: '/settings/account', label: 'Your sign-in' },
];

/** True on the screen itself and on what lies below it. */
export const isCurrent = (href: string, pathname: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`);
