import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = { title: string; children: ReactNode; action?: ReactNode };

/** Nothing to show, why, and the next step. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <section className="border border-rule bg-surface px-6 py-12 text-center">
      <Inbox size={22} strokeWidth={1.4} className="mx-auto mb-3 text-ink-3" aria-hidden />
      <h2>{title}</h2>
      <div className="mx-auto mt-2 max-w-[62ch] text-pretty text-ink-2">{children}</div>
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </section>
  );
}
