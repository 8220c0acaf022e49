'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { CONTROL, OPTION, OVERLAY } from './control';
import { type Handover, useHandedFocus } from './later';
import type { ChoiceMenuProps } from './menu';

type Props = ChoiceMenuProps & { handover: Handover };

/** The working part of `ChoiceMenu`. */
export function MenuControl({ label, icon, groupLabel, choices, value, onChange, handover }: Props) {
  const trigger = useHandedFocus<HTMLButtonElement>(handover);
  return (
    <Base.Root defaultOpen={handover.opened}>
      <Base.Trigger ref={trigger} aria-label={label} title={label} className={`${CONTROL.quiet} px-1.5`}>
        {icon ?? label}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-40">
          <Base.Popup className={`${OVERLAY} min-w-36 p-1`}>
            <Base.RadioGroup value={value} onValueChange={(next) => onChange(String(next))} aria-label={groupLabel}>
              {choices.map((choice) => (
                <Base.RadioItem key={choice.value} value={choice.value} closeOnClick className={OPTION}>
                  {choice.icon}
                  <span className="grow">{choice.label}</span>
                  <Base.RadioItemIndicator>
                    <Check size={13} className="text-accent" aria-hidden />
                  </Base.RadioItemIndicator>
                </Base.RadioItem>
              ))}
            </Base.RadioGroup>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
