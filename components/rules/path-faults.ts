import { type DocumentPath, pathText } from '@/lib/finance/document-value';
import type { RulesDocument } from '@/lib/finance/rules-document';

type Told = { readonly path: DocumentPath; readonly message: string };

const begins = (path: DocumentPath, start: DocumentPath): boolean => start.every((part, at) => path[at] === part);

/** What is told of one field and of what lies in it, as a sentence; '' when nothing is. */
export const faultAt = (told: readonly Told[], ...path: DocumentPath): string =>
  told
    .filter((each) => begins(each.path, path))
    .map(({ message }) => message)
    .join('; ');

/** What is told of an entry apart from the fields given, which tell their own. */
export const faultsBeside = (told: readonly Told[], entry: DocumentPath, fields: readonly string[]): string[] =>
  told
    .filter(({ path }) => begins(path, entry) && !fields.includes(String(path[entry.length] ?? '')))
    .map(({ path, message }) => {
      const [field] = path.slice(entry.length);
      return typeof field === 'string' ? `${field}: ${message}` : message;
    });

/** A fault with the name of what it is in, as the screens count: `Pool support: weights add up to 90 …`. */
export function faultWords({ pools = [], projects = [] }: RulesDocument, { path, message }: Told): string {
  const [list, at, ...field] = path;
  const rest = `${pathText(field)} ${message}`.trim();
  if (typeof at !== 'number') return `${pathText(path)} ${message}`.trim();
  if (list === 'pools') return `Pool ${pools[at]?.id || at + 1}: ${rest}`;
  if (list === 'projects') return `Project ${projects[at]?.id || at + 1}: ${rest}`;
  return list === 'assignments' ? `Rule ${at + 1}: ${rest}` : `${pathText(path)} ${message}`;
}
