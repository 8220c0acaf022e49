import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** One line that asks for attention inside a page that works. */
export function Caution({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-baseline gap-2 border-l-[3px] border-caution-2 bg-caution-soft px-3.5 py-2 text-s text-ink">
      <TriangleAlert size={13} className="shrink-0 translate-y-0.5 text-caution" aria-hidden />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
