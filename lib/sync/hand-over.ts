const SHELF = Symbol.for('subledger.background');
type Background = { readonly controller: AbortController; readonly running: Set<Promise<unknown>> };
type Shelf = { [SHELF]?: Background };

/** What this process does in the background; `lib/cli/gate.mjs` ends it when the server is told to stop. */
function background(): Background {
  const shelf = globalThis as typeof globalThis & Shelf;
  shelf[SHELF] ??= { controller: new AbortController(), running: new Set() };
  return shelf[SHELF];
}

/**
 * Aborted once this server is told to stop: a sync then ends before its next billed request and gives its lease back, and
 * whoever syncs next, here or on another server, goes on where it stood.
 */
export const stopSignal = (): AbortSignal => background().controller.signal;

/** Has a stop of the server wait for the end of some work. Returns that work. */
export function waitAtStop<T>(work: Promise<T>): Promise<T> {
  const { running } = background();
  // Its failure is the caller's; here only its end matters.
  const ended: Promise<unknown> = work.catch(() => undefined).finally(() => running.delete(ended));
  running.add(ended);
  return work;
}
