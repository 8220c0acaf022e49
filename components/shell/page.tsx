import type { ReactNode } from 'react';

type Props = { title: string; sub?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A page: its title, one line that says what the figures are, what can be done, and its sections. */
export function Page({ title, sub, actions, children }: Props) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="min-w-0 px-3.5 pt-4 pb-20 outline-none tablet:px-6 tablet:pt-[22px] tablet:pb-10"
    >
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <h1>{title}</h1>
          {sub && <div className="mt-[5px] min-h-[19px] text-ink-2">{sub}</div>}
        </div>
        {actions && <div className="flex min-w-0 flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </div>
      {children}
    </main>
  );
}
