'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { OVERLAY } from './control';

/** A word of explanation on hover and focus. What it says must not be needed to use the screen. */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={5} className="z-50">
          <Base.Popup className={`${OVERLAY} max-w-80 px-2.5 py-1.5 text-s text-ink-2`}>{content}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
