import Link from 'next/link';
import { viewLink } from '@/components/shell/view-link';
import type { AccountReport } from '@/lib/reports/shapes';

type Props = { report: AccountReport; params: readonly (readonly [string, string])[] };

/** The way from the root down to the account; every unit on it leads to its own page. */
export function SubjectPath({ report: { path, name, lastSeen }, params }: Props) {
  if (path.length === 0) {
    return (
      <p>{lastSeen === null ? 'It has no place in these months.' : 'It had no cost and no place in these months.'}</p>
    );
  }
  return (
    <nav aria-label="Path">
      <ol className="flex flex-wrap gap-x-1.5">
        {path.map((each) => (
          <li key={each.id ?? each.name}>
            {each.id === null ? (
              each.name
            ) : (
              <Link
                href={viewLink(`/accounts/ou/${encodeURIComponent(each.id)}`, params)}
                className="hover:text-accent hover:underline"
              >
                {each.name}
              </Link>
            )}
            <span className="ml-1.5 text-ink-3" aria-hidden>
              /
            </span>
          </li>
        ))}
        <li aria-current="page">{name}</li>
      </ol>
    </nav>
  );
}
