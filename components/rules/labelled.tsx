import type { ReactNode } from 'react';

/** A control with its words above it; the control names itself to a screen reader. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start justify-items-start gap-1">
      <span aria-hidden className="text-ink-2 text-s">
        {label}
      </span>
      {children}
    </div>
  );
}
