const PRODUCTION = new Set(['prod', 'production', 'prd', 'live', 'produktion', 'produccion', 'prod1', 'prod2']);
/** What makes another environment of one that says "production": `non-prod`, `pre-production`. */
const BEFORE = new Set(['non', 'no', 'not', 'pre', 'nicht']);

/**
 * Whether an environment's name means production, by its words: `prod`, `Production`, `eu-prod`; but not `pre-prod` or
 * `nonprod`. Null for keys of ours, in parentheses: what is not known is neither.
 */
export function environmentKind(name: string): 'production' | 'other' | null {
  if (name.startsWith('(') || name.trim() === '') return null;
  const words = name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => PRODUCTION.has(word)) && !words.some((word) => BEFORE.has(word)) ? 'production' : 'other';
}
