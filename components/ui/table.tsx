import type { ComponentProps, ReactNode } from 'react';

/** The paper that a table lies on; it scrolls sideways on its own when the screen is narrow. */
export function Sheet({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto border border-rule bg-surface">
      <table aria-label={label} className="w-full border-collapse">
        {children}
      </table>
    </section>
  );
}

type Cell = Omit<ComponentProps<'td'>, 'className' | 'align'> & { align?: 'left' | 'right'; className?: string };

export function HeadCell({ align = 'left', className = '', children }: Cell) {
  return (
    <th
      scope="col"
      className={`h-9 whitespace-nowrap border-rule-ink border-b-[1.5px] px-3 align-bottom pb-1.5 font-[560] ${align === 'right' ? 'text-right' : 'text-left'} ${className}`}
    >
      {children}
    </th>
  );
}

/** The head of a column of buttons. Its label, which only screen readers meet, must not widen the page beyond the sheet. */
export function ActsHead() {
  return (
    <HeadCell className="relative">
      <span className="sr-only">What can be done</span>
    </HeadCell>
  );
}

export function BodyCell({ align = 'left', className = '', ...rest }: Cell) {
  return (
    <td {...rest} className={`h-(--row) px-3 ${align === 'right' ? 'figure text-right' : 'text-left'} ${className}`} />
  );
}

export function BodyRow({ children }: { children: ReactNode }) {
  return <tr className="border-rule border-b last:border-b-0 hover:bg-hover">{children}</tr>;
}
