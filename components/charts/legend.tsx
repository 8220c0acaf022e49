import Link from 'next/link';
import type { Look } from './look';
import { Swatch } from './swatch';

type Entry = { readonly label: string; readonly look: Look; readonly href?: string };

/** What the colours and textures of a chart stand for; a name that has a page leads to it. */
export function Legend({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-s">
      {entries.map(({ label, look, href }) => (
        <li key={label} className="flex min-w-0 items-center gap-1.5">
          <Swatch look={look} />
          {href === undefined ? (
            <span className="truncate">{label}</span>
          ) : (
            <Link href={href} className="truncate hover:underline">
              {label}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
