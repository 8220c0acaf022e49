'use client';

import { Autocomplete as Base } from '@base-ui/react/autocomplete';
import { useId } from 'react';
import { OPTION, OVERLAY } from './control';

export type ComboboxProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What may be meant; anything else may be typed as well. */
  options: readonly string[];
  placeholder?: string;
  /** What is wrong with the value; '' when nothing is. */
  fault?: string;
};

/** The working part of `Combobox`. */
export function ComboboxControl({ label, value, onChange, options, placeholder, fault = '' }: ComboboxProps) {
  const id = useId();
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
      <label htmlFor={id} className="text-ink-2 text-s">
        {label}
      </label>
      <Base.Root items={options} value={value} onValueChange={onChange}>
        <Base.Input
          id={id}
          placeholder={placeholder}
          maxLength={200}
          spellCheck={false}
          aria-invalid={fault !== '' || undefined}
          aria-describedby={fault === '' ? undefined : `${id}-fault`}
          className="h-7 rounded-md border border-rule-2 bg-raised px-2.5 aria-invalid:border-negative"
        />
        <Base.Portal>
          <Base.Positioner sideOffset={4} align="start" className="z-40">
            <Base.Popup className={`${OVERLAY} min-w-(--anchor-width) data-empty:hidden`}>
              <Base.List className="max-h-[min(18rem,var(--available-height))] overflow-y-auto p-1">
                {(option: string) => (
                  <Base.Item key={option} value={option} className={OPTION}>
                    {option}
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
      {fault !== '' && (
        <p id={`${id}-fault`} className="text-negative text-s">
          {fault}
        </p>
      )}
    </div>
  );
}
