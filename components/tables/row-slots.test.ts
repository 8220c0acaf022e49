import { array, assert, integer, property, uniqueArray } from 'fast-check';
import { expect, it } from 'vitest';
import { RowSlots } from './row-slots';

it('keeps the place of a row while it is drawn, gives it on after, and never gives one twice', () => {
  const window = uniqueArray(integer({ min: 0, max: 40 }).map(String), { maxLength: 20 });
  assert(
    property(array(window, { maxLength: 20 }), (windows) => {
      const slots = new RowSlots();
      let before = new Map<string, number>();
      let most = 0;
      for (const keys of windows) {
        const places = slots.assign(keys);
        most = Math.max(most, new Set([...keys, ...before.keys()]).size);
        expect(new Set(places).size).toBe(keys.length);
        const now = new Map(keys.map((key, at) => [key, places[at] ?? -1]));
        for (const [key, place] of now) {
          if (before.has(key)) expect(place).toBe(before.get(key));
          expect(place).toBeLessThan(most);
        }
        before = now;
      }
    }),
  );
});
