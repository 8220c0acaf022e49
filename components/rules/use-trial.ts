'use client';

import { useEffect, useState } from 'react';
import type { RulesActions, RulesTrial, RulesView } from './rules-actions';
import type { WorkingRules } from './use-draft';

/** How long one may type before the draft is worked out. */
const PAUSE_MS = 180;

export type Trial = {
  /** Of the draft, or of an earlier state of it while `pending`; without a draft what is stored. */
  readonly shown: RulesTrial;
  readonly pending: boolean;
  /** Why there is none; '' when there is. */
  readonly failure: string;
};

type Answer = { readonly of: string; readonly trial: RulesTrial | null; readonly failure: string };

/** What a draft would do, worked out by the server whenever it changes, and once one stops typing. */
export function useTrial(
  { document, rules, changes }: WorkingRules,
  stored: RulesTrial,
  view: RulesView,
  tryRules: RulesActions['tryRules'],
): Trial {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const wanted = rules && changes.length > 0 ? JSON.stringify([document, view]) : null;
  // A draft lives in the browser alone: no server component can pass what it would do.
  useEffect(() => {
    if (wanted === null) return;
    let current = true;
    const timer = setTimeout(async () => {
      const reply = await tryRules(document, view).catch((error: unknown) => ({
        ok: false as const,
        message: `The server could not be reached (${error instanceof Error ? error.message : 'unknown'}). Try again.`,
      }));
      if (!current) return;
      setAnswer((before) =>
        reply.ok
          ? { of: wanted, trial: reply.trial, failure: '' }
          : { of: wanted, trial: before?.trial ?? null, failure: reply.message },
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted, document, view, tryRules]);
  if (wanted === null && rules) return { shown: stored, pending: false, failure: '' };
  return {
    shown: answer?.trial ?? stored,
    pending: rules !== null && answer?.of !== wanted,
    failure: answer?.of === wanted ? answer.failure : '',
  };
}
