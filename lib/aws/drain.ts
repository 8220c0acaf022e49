import { badReply } from './call';

export type Listed<Item> = { readonly items: readonly Item[]; readonly next: string | null | undefined };

/**
 * Reads every page of a listing. Only the token decides: AWS gives empty pages that have successors.
 * @throws AppError `aws-bad-reply` when a token comes a second time, since the listing would never end.
 */
export async function drain<Item>(
  operation: string,
  page: (token: string | undefined) => Promise<Listed<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const { items: more, next } = await page(token);
    for (const item of more) items.push(item);
    token = next || undefined;
    if (token !== undefined && seen.has(token)) {
      throw badReply(operation, 'a page token came twice: the listing would never end');
    }
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
  return items;
}

/** Runs `work` over a queue that may grow, at most `width` at a time; the first failure stops what has not begun. */
export async function inParallel<Item>(
  queue: Item[],
  width: number,
  work: (item: Item) => Promise<readonly Item[] | undefined>,
): Promise<void> {
  const failures: unknown[] = [];
  const running = new Set<Promise<void>>();
  const start = (item: Item) => {
    const task = work(item)
      .then((more) => {
        for (const found of more ?? []) queue.push(found);
      })
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => running.delete(task));
    running.add(task);
  };
  let at = 0;
  while (failures.length === 0 && (at < queue.length || running.size > 0)) {
    const item = at < queue.length && running.size < width ? queue[at++] : undefined;
    if (item === undefined) await Promise.race(running);
    else start(item);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
