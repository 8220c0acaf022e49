'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { isCurrent, SETTINGS } from './screens';
import { viewLink } from './view-link';

/** The pages of the settings; where not all fit, the one that is open is in sight. */
export function SettingsNav() {
  const pathname = usePathname();
  const params = useSearchParams();
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path says which link is the current one
  useEffect(() => {
    const [bar, link] = [nav.current, nav.current?.querySelector<HTMLElement>('[aria-current]')];
    if (bar && link) bar.scrollLeft = link.offsetLeft - bar.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav
      ref={nav}
      aria-label="Settings"
      className="mb-5 flex gap-5 overflow-x-auto overflow-y-hidden whitespace-nowrap border-rule border-b"
    >
      {SETTINGS.map(({ href, label }) => (
        <Link
          key={href}
          href={viewLink(href, params)}
          aria-current={isCurrent(href, pathname) ? 'page' : undefined}
          className="-mb-px border-transparent border-b-2 py-2 text-ink-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-[560] aria-[current]:text-ink"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
