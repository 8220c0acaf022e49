'use client';

import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { CONTROL, OPTION, OVERLAY } from './control';
import { type Handover, useHandedFocus } from './later';
import type { SelectProps } from './select';

type Props = SelectProps & { handover: Handover };

/** The working part of `Select`. */
export function SelectControl({ label, options, value, onChange, disabled = false, handover }: Props) {
  const trigger = useHandedFocus<HTMLButtonElement>(handover);
  return (
    <Base.Root
      items={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      disabled={disabled}
      defaultOpen={handover.opened}
    >
      <Base.Trigger ref={trigger} aria-label={label} className={`${CONTROL.normal} justify-between`}>
        <Base.Value className="truncate" />
        <Base.Icon>
          <ChevronsUpDown size={13} className="text-ink-3" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} align="start" className="z-40">
          <Base.Popup className={`${OVERLAY} min-w-(--anchor-width)`}>
            <Base.List className="max-h-(--available-height) overflow-y-auto p-1">
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={OPTION}>
                  <span className="w-3.5 shrink-0">
                    <Base.ItemIndicator>
                      <Check size={13} className="text-accent" aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                  <span>
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.note && <span className="block text-s text-ink-2">{option.note}</span>}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
