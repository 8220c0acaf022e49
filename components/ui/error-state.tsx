import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = { title: string; children: ReactNode; action?: ReactNode };

/** Something failed: what, and what to do about it. */
export function ErrorState({ title, children, action }: Props) {
  return (
    <section role="alert" className="border border-rule border-l-[3px] border-l-negative bg-surface px-6 py-6">
      <h2 className="flex items-center gap-2.5">
        <TriangleAlert size={18} strokeWidth={1.6} className="shrink-0 text-negative" aria-hidden />
        {title}
      </h2>
      <div className="mt-2 max-w-[72ch] text-pretty text-ink-2">{children}</div>
      {action && <div className="mt-4 flex flex-wrap gap-2">{action}</div>}
    </section>
  );
}
