const OWN = 'http://own.invalid';
const LONGEST = 2_000;

/**
 * The path of our own that `text` means, with its parameters; null for anything else. Browsers read `\` as `/` and skip tabs
 * and line ends, so that `/\evil.example` and `/<tab>/evil.example` are other hosts; so may be what a later step decodes.
 */
export function ownPath(text: string | null | undefined): string | null {
  if (typeof text !== 'string' || text.length > LONGEST || !text.startsWith('/')) return null;
  for (let layer = text, depth = 0; depth < 4; depth += 1) {
    if (/^\/[/\\]|[\\\p{Cc}]/u.test(layer)) return null;
    const inner = decoded(layer);
    if (inner === null && depth === 0) return null;
    if (inner === null || inner === layer) break;
    layer = inner;
  }
  const url = URL.canParse(text, OWN) ? new URL(text, OWN) : null;
  if (!url || url.origin !== OWN || url.pathname.startsWith('//')) return null;
  return url.pathname + url.search + url.hash;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** Where a sign-in leads: the path of our own that was asked for, else the first screen; never back to a sign-in. */
export function callbackPath(text: string | null | undefined): string {
  const path = ownPath(text) ?? '/';
  return /^\/(sign-in|setup|api)(\/|\?|#|$)/.test(path) ? '/' : path;
}
