import { setTimeout as sleep } from 'node:timers/promises';

/** How long a writer waits for another process's lock before it gives up, in ms. */
const PATIENCE_MS = 10_000;

/** Repeats `work` while `isTransient` holds of its failure, with growing, jittered pauses, for ten seconds. */
export async function retryWhile<T>(isTransient: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (let pause = 10; ; pause = Math.min(pause * 2, 250)) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || Date.now() > end) throw error;
    }
    await sleep(pause * (0.5 + Math.random()));
  }
}
