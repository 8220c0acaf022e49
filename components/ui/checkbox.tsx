import type { ReactNode } from 'react';

type Props = { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode };

/** A box to tick, with its words. */
export function Checkbox({ checked, onChange, children }: Props) {
  return (
    <label className="flex min-h-7 cursor-pointer items-center gap-2 rounded-sm px-2 hover:bg-hover">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-3.5 accent-(--accent)"
      />
      {children}
    </label>
  );
}
