import type { ComponentProps } from 'react';

type Props = Omit<ComponentProps<'input'>, 'className' | 'id'> & { name: string; label: string; note?: string };

/** A labelled field of a form that signs somebody in, as tall as a finger. */
export function SignInField({ label, note, name, required = true, ...rest }: Props) {
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={name} className="font-[560]">
        {label}
      </label>
      <input
        {...rest}
        id={name}
        name={name}
        required={required}
        spellCheck={false}
        aria-describedby={note ? `${name}-note` : undefined}
        className="h-9 min-w-0 rounded-md border border-rule-2 bg-raised px-2.5 focus-visible:outline-2 focus-visible:outline-focus focus-visible:outline-offset-1"
      />
      {note && (
        <p id={`${name}-note`} className="text-ink-2 text-s">
          {note}
        </p>
      )}
    </div>
  );
}
