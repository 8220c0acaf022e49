import { describe, expect, it } from 'vitest';
import { drain, inParallel } from './drain';

describe('draining', () => {
  it('follows tokens past empty pages, and an empty token ends', async () => {
    const pages = [
      { items: [], next: 'a' },
      { items: [1], next: 'b' },
      { items: [2, 3], next: '' },
    ];
    const asked: (string | undefined)[] = [];
    const found = await drain('List', async (token) => {
      asked.push(token);
      return pages[asked.length - 1] ?? { items: [], next: null };
    });
    expect(found).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, 'a', 'b']);
  });

  it('stops at a token that came before, also two pages ago', async () => {
    let asked = 0;
    const work = drain('List', async () => ({ items: [asked], next: asked++ % 2 === 0 ? 'a' : 'b' }));
    await expect(work).rejects.toMatchObject({ code: 'aws-bad-reply' });
    expect(asked).toBe(3);
  });
});

describe('working in parallel', () => {
  it('keeps to the width and works off what is added', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    await inParallel([1, 2, 3], 2, async (item) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      done.push(item);
      return item < 3 ? [item + 10] : undefined;
    });
    expect(done.sort((a, b) => a - b)).toEqual([1, 2, 3, 11, 12]);
    expect(most).toBe(2);
  });

  it('begins nothing new after a failure, waits for what runs, and throws the first', async () => {
    const begun: number[] = [];
    const work = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error('first');
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error('second');
    });
    await expect(work).rejects.toThrow('first');
    expect(begun.length).toBeLessThanOrEqual(3);
  });
});
