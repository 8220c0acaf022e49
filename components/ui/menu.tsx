'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { CONTROL, OPTION, OVERLAY } from './control';

type Choice = { readonly value: string; readonly label: string; readonly icon?: ReactNode };

type Props = {
  /** What the button says; `icon` alone shows when there is one. */
  label: string;
  icon?: ReactNode;
  groupLabel: string;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
};

/** A button whose menu sets one thing. */
export function ChoiceMenu({ label, icon, groupLabel, choices, value, onChange }: Props) {
  return (
    <Base.Root>
      <Base.Trigger aria-label={label} title={label} className={`${CONTROL.quiet} px-1.5`}>
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
