/** How an entity is drawn: a colour of the palette, and a texture that tells it from another of the same colour. */
export type Look = { readonly colour: string; readonly texture: Texture };
export const TEXTURES = ['plain', 'stripes', 'dots', 'hatch'] as const;
export type Texture = (typeof TEXTURES)[number];

/** The colours that colour-blind people can tell apart; the eighth, grey, is for what is no entity. */
const HUES = 7;
const GREY = 'var(--c8)';

/** FNV-1a, 32 bits: the same on the server and in the browser, and next year. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Gives each entity of a registry a hue: the one its name asks for, or the next that fewer have. */
function registered(registry: readonly string[]): Map<string, number> {
  const hues = new Map<string, number>();
  const taken = new Array<number>(HUES).fill(0);
  for (const entity of registry) {
    if (hues.has(entity)) continue;
    const least = Math.min(...taken);
    let hue = hashOf(entity) % HUES;
    while ((taken[hue] ?? 0) > least) hue = (hue + 1) % HUES;
    taken[hue] = (taken[hue] ?? 0) + 1;
    hues.set(entity, hue);
  }
  return hues;
}

/**
 * The looks of the entities of a chart, in the order shown. A hue depends on the entity and the registry alone, so that
 * an entity keeps its colour on every screen; of two that share one in this chart, the later gets a texture.
 * `registry` is every entity of their kind in an order that is the same on every screen (all OUs by id, all charge
 * classes): seven or fewer then never share a hue. Without it the hue follows from the name alone.
 * Names in parentheses are no entities ("(untagged)", the rest): they are grey.
 */
export function looksOf(shown: readonly string[], registry: readonly string[] = []): Map<string, Look> {
  const hues = registered(registry);
  const used = new Map<string, number>();
  const looks = new Map<string, Look>();
  for (const entity of shown) {
    const hue = hues.get(entity) ?? hashOf(entity) % HUES;
    const colour = entity.startsWith('(') ? GREY : `var(--c${hue + 1})`;
    const before = used.get(colour) ?? 0;
    used.set(colour, before + 1);
    looks.set(entity, { colour, texture: TEXTURES[before % TEXTURES.length] ?? 'plain' });
  }
  return looks;
}
