import type { ComponentProps, ReactNode } from 'react';

type Props = Omit<ComponentProps<'button'>, 'className' | 'children'> & { label: string; icon: ReactNode };

/** A small button that is only a sign; its label is what it says to a screen reader, and on hover. */
export function IconButton({ label, icon, type = 'button', ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className="inline-grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink disabled:opacity-40"
    >
      {icon}
    </button>
  );
}
