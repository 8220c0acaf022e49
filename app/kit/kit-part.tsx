import type { ReactNode } from 'react';

/** A part of the kit with its name. */
export function KitPart({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section aria-label={name}>
      <h3 className="mb-2 text-ink-2">{name}</h3>
      <div className="flex flex-wrap items-center gap-3">{children}</div>
    </section>
  );
}
