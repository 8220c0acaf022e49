import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatPlural } from '@/lib/format/count';
import { DemoBanner } from './demo-banner';
import { Rail, Tabs } from './rail';
import { type ShownConnection, TopBar } from './top-bar';

type Props = {
  demo: boolean;
  /** Who the browser is signed in as, and the end of that; null when it is not. */
  signedIn: { readonly as: string; readonly signOut: () => Promise<void> } | null;
  now: string;
  theme: string;
  defaultMonth: string | null;
  connections: readonly (ShownConnection & { readonly accounts: number })[];
  children: ReactNode;
};

/** What stands around every page: the rail, the bar, the banner of the demo, and on a phone the tabs. */
export function Frame({ demo, signedIn, now, theme, defaultMonth, connections, children }: Props) {
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] tablet:grid-cols-[184px_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="-top-16 fixed left-3 z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus-visible:top-3 print:hidden"
      >
        Skip to content
      </a>
      <Rail foot={<RailFoot connections={connections} signedIn={signedIn} />} />
      <div className="min-w-0">
        {demo && <DemoBanner />}
        <TopBar
          connections={connections.map(({ id, name, kind, months, lastSync }) => ({
            id,
            name,
            kind,
            months,
            lastSync,
          }))}
          defaultMonth={defaultMonth}
          now={now}
          theme={theme}
        />
        {children}
      </div>
      <Tabs />
    </div>
  );
}

function RailFoot({ connections, signedIn }: Pick<Props, 'connections' | 'signedIn'>) {
  return (
    <>
      <ConnectedTo connections={connections} />
      {signedIn && (
        <form action={signedIn.signOut} className="mt-1.5">
          <Link href="/settings/account" title={signedIn.as} className="block truncate hover:text-ink">
            {signedIn.as}
          </Link>
          <button type="submit" className="underline decoration-rule-2 underline-offset-2 hover:text-ink">
            Sign out
          </button>
        </form>
      )}
    </>
  );
}

function ConnectedTo({ connections }: Pick<Props, 'connections'>) {
  const [only] = connections;
  if (!only) return <p>Nothing connected yet</p>;
  if (connections.length > 1) return <p>{formatPlural(connections.length, 'connection')}</p>;
  return (
    <>
      <p className="truncate">{only.name}</p>
      <p>
        {formatPlural(only.accounts, 'account')} · {formatPlural(only.months.length, 'month')}
      </p>
    </>
  );
}
