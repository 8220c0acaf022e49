'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { Mark } from './mark';
import { isCurrent, SCREENS } from './screens';
import { viewLink } from './view-link';

/** The narrow column of screens; on a phone the tabs at the bottom take its place. */
export function Rail({ foot }: { foot: ReactNode }) {
  const pathname = usePathname();
  const params = useSearchParams();
  return (
    <nav
      aria-label="Screens"
      className="sticky top-0 hidden h-dvh flex-col gap-0.5 border-rule border-r px-2.5 pt-[18px] pb-3 tablet:flex print:hidden"
    >
      <Link
        href={viewLink('/overview', params)}
        className="flex items-center gap-[9px] rounded-md px-2.5 pt-0.5 pb-0.5 font-[600] font-serif text-[17px] leading-none tracking-[-.01em]"
      >
        <Mark />
        Subledger
      </Link>
      <ul className="mt-[18px] flex flex-col gap-0.5">
        {SCREENS.map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={viewLink(href, params)}
              aria-current={isCurrent(href, pathname) ? 'page' : undefined}
              className="flex items-center gap-2.5 rounded-md px-2.5 py-[7px] font-[450] text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-[560] aria-[current]:text-accent"
            >
              <Icon size={15} strokeWidth={1.6} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <div className="mt-auto border-rule border-t px-2.5 pt-2.5 text-ink-3 text-s">{foot}</div>
    </nav>
  );
}

/** The same screens along the bottom of a phone. */
export function Tabs() {
  const pathname = usePathname();
  const params = useSearchParams();
  return (
    <nav
      aria-label="Screens"
      className="fixed inset-x-0 bottom-0 z-30 flex justify-around border-rule border-t bg-surface pb-[env(safe-area-inset-bottom)] tablet:hidden print:hidden"
    >
      {SCREENS.map(({ href, label, short, icon: Icon }) => (
        <Link
          key={href}
          href={viewLink(href, params)}
          aria-current={isCurrent(href, pathname) ? 'page' : undefined}
          className="flex min-h-12 min-w-0 flex-1 flex-col items-center justify-center gap-[3px] text-2xs text-ink-2 aria-[current]:text-accent"
        >
          <Icon size={17} strokeWidth={1.6} aria-hidden />
          <span className="max-w-full truncate">{short ?? label}</span>
        </Link>
      ))}
    </nav>
  );
}
