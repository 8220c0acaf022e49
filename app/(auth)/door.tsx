import type { ReactNode } from 'react';
import { Mark } from '@/components/shell/mark';

/** What stands around the screens outside the books. */
export function Door({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-[560px] grid-cols-[minmax(0,1fr)] content-start gap-6 px-6 pt-[max(3rem,10vh)] pb-12">
      <div>
        <p className="mb-6 flex items-center gap-[9px] font-[600] font-serif text-[17px] leading-none">
          <Mark />
          Subledger
        </p>
        <h1>{title}</h1>
        <p className="mt-3 text-pretty text-ink-2">{lead}</p>
      </div>
      {children}
    </main>
  );
}
