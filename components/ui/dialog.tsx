'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { CONTROL, OVERLAY } from './control';

type Props = {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
  /** The title is read to a screen reader only, as for the search that has a field on top. */
  bare?: boolean;
};

/** A surface that takes the keyboard until it is closed: Escape, the cross, or a click beside it. */
export function Dialog({ title, open, onOpenChange, children, bare = false }: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[light-dark(#191c1a33,#00000080)]" />
        <Base.Popup
          className={`${OVERLAY} fixed top-[12vh] left-1/2 z-50 max-h-[76vh] w-[min(560px,calc(100vw-24px))] -translate-x-1/2 overflow-y-auto ${bare ? '' : 'p-5'}`}
        >
          {bare ? (
            <Base.Title className="sr-only">{title}</Base.Title>
          ) : (
            <div className="mb-3 flex items-start justify-between gap-4">
              <Base.Title>{title}</Base.Title>
              <Base.Close aria-label="Close" className={`${CONTROL.quiet} px-1.5`}>
                <X size={15} aria-hidden />
              </Base.Close>
            </div>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
