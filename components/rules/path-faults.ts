import type { DocumentPath } from '@/lib/finance/document-value';

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
