'use client';

import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { Option } from './select';

type Props = { label: string; options: readonly Option[]; value: string; onChange: (value: string) => void };

/** One of two to five views of the same thing. */
export function Segmented({ label, options, value, onChange }: Props) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => next !== undefined && onChange(String(next))}
      className="inline-flex h-7 overflow-hidden rounded-md border border-rule-2 bg-raised"
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className="flex items-center border-rule border-r px-2.5 text-ink-2 last:border-r-0 focus-visible:-outline-offset-2 data-pressed:bg-accent-soft data-pressed:font-[560] data-pressed:text-accent"
        >
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
