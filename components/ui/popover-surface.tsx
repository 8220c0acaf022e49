'use client';

import { Popover as Base } from '@base-ui/react/popover';
import { CONTROL, OVERLAY } from './control';
import { type Handover, useHandedFocus } from './later';
import type { PopoverProps } from './popover';

type Props = PopoverProps & { handover: Handover };

/** The working part of `Popover`. */
export function PopoverSurface({ label, trigger, children, open, onOpenChange, handover }: Props) {
  const button = useHandedFocus<HTMLButtonElement>(handover);
  return (
    <Base.Root
      {...(open === undefined ? { defaultOpen: handover.opened } : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Base.Trigger ref={button} aria-label={label} className={CONTROL.normal}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" collisionPadding={8} className="z-40">
          <Base.Popup className={`${OVERLAY} p-2`} aria-label={label}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
