import { SCREENS, SETTINGS } from './screens';
import { viewLink, withParams } from './view-link';

/** A line of the search: what it is called, what tells it apart, where it leads. */
export type Target = { readonly label: string; readonly detail?: string; readonly href: string };

/** The screens whose name holds the words; and, for any words, the filtered tree. */
export function screenTargets(words: string, params: Iterable<readonly [string, string]>): Target[] {
  const given = [...params];
  const wanted = words.trim().toLowerCase();
  const screens = [...SCREENS, ...SETTINGS.map(({ href, label }) => ({ href, label: `Settings: ${label}` }))]
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .map(({ label, href }) => ({ label, href: viewLink(href, given) }));
  if (wanted === '') return screens;
  const view = new URLSearchParams(viewLink('', given).slice(1));
  return [
    ...screens,
    { label: `Accounts matching “${words.trim()}”`, href: withParams('/accounts', view, { q: words.trim() }) },
  ];
}

/** A target as a link that keeps month and basis; its own organization comes first. */
export function targetLink(href: string, params: Iterable<readonly [string, string]>): string {
  const [path = '', query = ''] = href.split('?');
  const own = new URLSearchParams(query);
  return viewLink(path, [...[...params].filter(([name]) => !own.has(name)), ...own]);
}

/** Reads a reply of the search; what is no list of targets is none. */
export function readTargets(reply: unknown): Target[] {
  if (typeof reply !== 'object' || reply === null || !('rows' in reply) || !Array.isArray(reply.rows)) return [];
  return reply.rows.flatMap((row: unknown) => {
    const [label, detail, href] = ['label', 'detail', 'href'].map((name) => textAt(row, name));
    return label && detail !== undefined && href?.startsWith('/') ? [{ label, detail, href }] : [];
  });
}

function textAt(row: unknown, name: string): string | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const found: unknown = Object.entries(row).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : undefined;
}
