import type { ReactNode } from 'react';

const TONES = {
  neutral: 'bg-hover text-ink-2',
  good: 'bg-good-soft text-accent',
  caution: 'bg-caution-soft text-caution',
  negative: 'bg-negative-soft text-negative',
} as const;
export type BadgeTone = keyof typeof TONES;

/** A word on a state. The word carries the meaning; the tone only repeats it. */
export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={`inline-block shrink-0 whitespace-nowrap rounded-[9px] px-[7px] py-px text-xs leading-[1.45] font-normal ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
