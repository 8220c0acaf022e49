import { constants } from 'node:os';

/** The wish that this process ends, as a signal for those at work. */
export type Interruption = { readonly signal: AbortSignal; end(): void };

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A signal to the whole group comes twice, by itself and passed on by the launcher; nobody presses Ctrl-C so fast. */
const SAME_WISH_MS = 500;

/** The first Ctrl-C, or signal of the system, aborts `signal` and is told; the second one ends the process. */
export function onInterrupt(tell: () => void): Interruption {
  const wish = new AbortController();
  let askedAt = 0;
  const ask = (signal: NodeJS.Signals) => {
    if (wish.signal.aborted && performance.now() - askedAt < SAME_WISH_MS) return;
    if (wish.signal.aborted) process.exit(128 + constants.signals[signal]);
    askedAt = performance.now();
    wish.abort();
    tell();
  };
  for (const name of ENDING) process.on(name, ask);
  return {
    signal: wish.signal,
    end() {
      for (const name of ENDING) process.off(name, ask);
    },
  };
}
