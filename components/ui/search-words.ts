/** The words that must all be found, lower case. Account ids may be written in groups: `1111-2222-3333`. */
export const termsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '')
    .map((term) => (/^\d{4}-\d{4}(-\d{0,4})?$/.test(term) ? term.replaceAll('-', '') : term));

/** Cuts a text into pieces that match a term and pieces that do not, in order. Overlapping matches become one. */
export function highlight(text: string, terms: readonly string[]): { readonly text: string; readonly hit: boolean }[] {
  const lower = text.toLowerCase();
  // A letter whose lower case is longer would shift the places: such a text is shown without marks.
  const hits = lower.length === text.length ? terms.flatMap((term) => placesOf(lower, term)) : [];
  const pieces: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const { from, to } of hits.sort((a, b) => a.from - b.from)) {
    if (to <= at) continue;
    const start = Math.max(from, at);
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
    const last = pieces.at(-1);
    if (start === at && last?.hit) last.text += text.slice(start, to);
    else pieces.push({ text: text.slice(start, to), hit: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

function placesOf(text: string, term: string): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (let from = text.indexOf(term); from !== -1; from = text.indexOf(term, from + term.length)) {
    places.push({ from, to: from + term.length });
  }
  return places;
}
