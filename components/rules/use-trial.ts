'use client';

import { useEffect, useState } from 'react';
import type { RulesDocument } from '@/lib/finance/rules-document';
import type { Refused, RulesView } from './rules-actions';
import type { WorkingRules } from './use-draft';

/** How long one may type before the draft is worked out. */
const PAUSE_MS = 180;

/** What a draft would do. */
export type Trial<Found> = {
  /** Of the draft, or of an earlier state of it while `pending`; without a draft what is stored. */
  readonly shown: Found;
  readonly pending: boolean;
  /** Why there is none; '' when there is. */
  readonly failure: string;
};

type Reply<Found> = { readonly ok: true; readonly found: Found } | Refused;
type Answer<Found> = { readonly of: string; readonly found: Found | null; readonly failure: string };

/** What a draft would do, worked out by the server whenever it changes, once one stops typing. `ask` must not change. */
export function useTrial<Found>(
  { document, rules, changes }: WorkingRules,
  stored: Found,
  view: RulesView,
  ask: (document: RulesDocument, view: RulesView) => Promise<Reply<Found>>,
): Trial<Found> {
  const [answer, setAnswer] = useState<Answer<Found> | null>(null);
  const wanted = rules && changes.length > 0 ? JSON.stringify([document, view]) : null;
  // A draft lives in the browser alone: no server component can pass what it would do.
  useEffect(() => {
    if (wanted === null) return;
    let current = true;
    const timer = setTimeout(async () => {
      const reply = await ask(document, view).catch(
        (error: unknown): Refused => ({
          ok: false,
          message: `The server could not be reached (${error instanceof Error ? error.message : 'unknown'}). Try again.`,
        }),
      );
      if (!current) return;
      setAnswer((before) =>
        reply.ok
          ? { of: wanted, found: reply.found, failure: '' }
          : { of: wanted, found: before?.found ?? null, failure: reply.message },
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted, document, view, ask]);
  if (wanted === null && rules) return { shown: stored, pending: false, failure: '' };
  return {
    shown: answer?.found ?? stored,
    pending: rules !== null && answer?.of !== wanted,
    failure: answer?.of === wanted ? answer.failure : '',
  };
}
