/** The parts of an address that say what is looked at; they travel from screen to screen. */
const VIEW = ['connection', 'month', 'from', 'to', 'basis'] as const;

/** The address of another screen that shows the same organization, months and basis. */
export function viewLink(href: string, params: Iterable<readonly [string, string]>): string {
  const kept = new URLSearchParams(
    [...params].filter(([name]) => VIEW.some((known) => known === name)).map(([...pair]) => pair),
  );
  return kept.size > 0 ? `${href}?${kept}` : href;
}

/** The same address with some parts changed; null takes one away. */
export function withParams(
  pathname: string,
  params: Iterable<readonly [string, string]>,
  changes: Readonly<Record<string, string | null>>,
): string {
  const next = new URLSearchParams([...params].map(([...pair]) => pair));
  for (const [name, text] of Object.entries(changes)) {
    if (text === null || text === '') next.delete(name);
    else next.set(name, text);
  }
  return next.size > 0 ? `${pathname}?${next}` : pathname;
}
