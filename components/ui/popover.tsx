'use client';

import type { ReactNode } from 'react';
import { CONTROL } from './control';
import { later, useLater } from './later';

export type PopoverProps = {
  label: string;
  trigger: ReactNode;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

const SURFACE = later(() => import('./popover-surface').then(({ PopoverSurface }) => PopoverSurface));

/** A control that opens a small surface beside it. */
export function Popover(props: PopoverProps) {
  const { found: Surface, handover, standIn } = useLater(SURFACE);
  if (Surface) return <Surface {...props} handover={handover} />;
  return (
    <button
      type="button"
      aria-label={props.label}
      aria-haspopup="dialog"
      aria-expanded="false"
      className={CONTROL.normal}
      {...standIn}
      onClick={() => {
        standIn.onClick();
        props.onOpenChange?.(true);
      }}
    >
      {props.trigger}
    </button>
  );
}
