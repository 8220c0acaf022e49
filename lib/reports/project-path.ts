/** What stands in the place of a project's id in an address and is none, or would lead elsewhere. */
const TAKEN = new Set(['tags', '.', '..']);

/** The address of a project's page: an id may be any text, `tags` and `..` among them. */
export const projectPath = (id: string): string =>
  `/projects/${encodeURIComponent(TAKEN.has(id) || id.startsWith('~') ? `~${id}` : id)}`;

/** The id that an address names. */
export function projectIdOf(segment: string): string {
  const text = decodeURIComponent(segment);
  return text.startsWith('~') ? text.slice(1) : text;
}
