'use client';

import { useEffect, useState } from 'react';
import type { RowTags } from './tree-filter';

/** What the tree shows beside its figures: one entry for each row, in the rows' first order. */
export type TreeDetails = {
  readonly sparkMonths: readonly string[];
  /** As many characters for each row as there are months (`readSpark`), without a separator. */
  readonly spark: string;
  readonly uncertain: number;
  /** Thousandths of the usage that carries a tag key; null where there is no usage. Null: no key was read. */
  readonly coverage: { readonly key: string; readonly permille: readonly (number | null)[] } | null;
  readonly tags: RowTags;
};

/** The details once they have arrived; `failed` when they could not be read. */
export function useDetails(promise: Promise<TreeDetails> | null): TreeDetails | 'failed' | null {
  const [details, setDetails] = useState<TreeDetails | 'failed' | null>(null);
  useEffect(() => {
    let listening = true;
    promise?.then(
      (found) => listening && setDetails(found),
      () => listening && setDetails('failed'),
    );
    return () => {
      listening = false;
    };
  }, [promise]);
  return details;
}
