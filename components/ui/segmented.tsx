'use client';

import type { Option } from './select';

type Props = { label: string; options: readonly Option[]; value: string; onChange: (value: string) => void };

/** One of two to five views of the same thing. */
export function Segmented({ label, options, value, onChange }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in every browser
    <div
      role="group"
      aria-label={label}
      className="inline-flex h-7 shrink-0 overflow-hidden rounded-md border border-rule-2 bg-raised"
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className="flex items-center whitespace-nowrap border-rule border-r px-2.5 text-ink-2 last:border-r-0 focus-visible:-outline-offset-2 aria-pressed:bg-accent-soft aria-pressed:font-[560] aria-pressed:text-accent"
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
