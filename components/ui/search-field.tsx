'use client';

import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';

type Props = {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  className?: string;
};

/** A field that filters as one types. Escape empties it. */
export function SearchField({ label, placeholder, value, onChange, onKeyDown, className = '' }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange('');
    field.current?.focus();
  };
  return (
    <div
      className={`flex h-7 min-w-0 items-center gap-[7px] rounded-md border border-rule-2 bg-raised pr-1 pl-2.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-focus has-[input:focus-visible]:outline-offset-1 ${className}`}
    >
      <Search size={13} className="shrink-0 text-ink-3" aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') clear();
          else onKeyDown?.(event);
        }}
        className="min-w-0 grow bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <button type="button" aria-label="Clear" onClick={clear} className="rounded-sm p-1 text-ink-2 hover:text-ink">
          <X size={12} aria-hidden />
        </button>
      )}
    </div>
  );
}
