/**
 * Which place in the page each drawn row has. A row keeps its place for as long as it is drawn; the place of one that
 * has left goes to one that comes, so that scrolling changes texts instead of taking elements out and making new ones.
 */
export class RowSlots {
  #taken = new Map<string, number>();
  #free: number[] = [];
  #made = 0;

  /** The places of the rows that are drawn now, by their keys, each a whole number from 0; no two share one. */
  assign(keys: readonly string[]): readonly number[] {
    const drawn = new Set(keys);
    for (const [key, slot] of this.#taken) {
      if (drawn.has(key)) continue;
      this.#taken.delete(key);
      this.#free.push(slot);
    }
    return keys.map((key) => {
      const slot = this.#taken.get(key) ?? this.#free.pop() ?? this.#made++;
      this.#taken.set(key, slot);
      return slot;
    });
  }
}
