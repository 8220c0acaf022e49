import { afterAll, expect, it } from 'vitest';
import { stopSignal, waitAtStop } from './hand-over';

const shelf = Symbol.for('subledger.background');
const kept = () => Reflect.get(globalThis, shelf) as { controller: AbortController; running: Set<Promise<unknown>> };
afterAll(() => Reflect.deleteProperty(globalThis, shelf));

it('keeps what runs where the gate of the server finds it, until it ends or fails', async () => {
  let end = (): void => undefined;
  const work = waitAtStop(new Promise<string>((resolve) => (end = () => resolve('done'))));
  const failing = waitAtStop(Promise.reject(new Error('no')));
  expect(kept().running.size).toBe(2);
  await expect(failing).rejects.toThrow('no');
  end();
  expect(await work).toBe('done');
  await Promise.allSettled([...kept().running]);
  expect(kept().running.size).toBe(0);
});

it('tells everyone at work that the server stops', () => {
  expect(stopSignal().aborted).toBe(false);
  kept().controller.abort();
  expect(stopSignal().aborted).toBe(true);
});
