'use client';

import { useId, useState } from 'react';

type Props = {
  label: string;
  /** One text a line. */
  lines: readonly string[];
  onChange: (lines: string[]) => void;
  placeholder?: string;
  /** What is wrong with them; '' when nothing is. */
  fault?: string;
};

const linesOf = (text: string): string[] => text.split(/\r?\n/).filter((line) => line !== '');

/** Several texts, one a line, exactly as they are typed; empty lines count for nothing. */
export function LinesField({ label, lines, onChange, placeholder, fault = '' }: Props) {
  const id = useId();
  const [text, setText] = useState(lines.join('\n'));
  const same = linesOf(text).join('\n') === lines.join('\n');
  const shown = same ? text : lines.join('\n');
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
      <label htmlFor={id} className="text-ink-2 text-s">
        {label}
      </label>
      <textarea
        id={id}
        value={shown}
        placeholder={placeholder}
        rows={Math.min(8, Math.max(2, shown.split('\n').length))}
        spellCheck={false}
        aria-invalid={fault !== '' || undefined}
        aria-describedby={fault === '' ? undefined : `${id}-fault`}
        onChange={(event) => {
          setText(event.target.value);
          onChange(linesOf(event.target.value));
        }}
        className="rounded-md border border-rule-2 bg-raised px-2.5 py-1 leading-normal aria-invalid:border-negative"
      />
      {fault !== '' && (
        <p id={`${id}-fault`} className="text-negative text-s">
          {fault}
        </p>
      )}
    </div>
  );
}
