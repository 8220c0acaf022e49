'use client';

import { Progress as Base } from '@base-ui/react/progress';

type Props = {
  label: string;
  /** 0 to 1; null while it is not known, which shows as an empty track and says so. */
  fraction: number | null;
  /** The same in words, for the eye and for a screen reader. */
  text: string;
};

/** How far something is. The percentage is real, or absent. */
export function Progress({ label, fraction, text }: Props) {
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <Base.Root value={percent} aria-valuetext={text} className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5">
      <Base.Label className="font-[560]">{label}</Base.Label>
      <span className="figure text-ink-2" aria-hidden>
        {text}
      </span>
      <Base.Track className="col-span-2 h-1.5 bg-rule">
        <Base.Indicator className="block h-1.5 bg-accent data-indeterminate:w-0 transition-[width] duration-300 motion-reduce:transition-none" />
      </Base.Track>
    </Base.Root>
  );
}
