import { useId } from 'react';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** What may be meant, offered while one types. */
  suggestions?: readonly string[];
  /** A number is asked for: a phone shows its keys. */
  numeric?: boolean;
  /** What is wrong with the value; '' when nothing is. */
  fault?: string;
};

/** A labelled line of text. */
export function TextField({ label, value, onChange, placeholder, suggestions, numeric = false, fault = '' }: Props) {
  const id = useId();
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
      <label htmlFor={id} className="text-ink-2 text-s">
        {label}
      </label>
      <input
        id={id}
        value={value}
        placeholder={placeholder}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        list={suggestions ? `${id}-list` : undefined}
        inputMode={numeric ? 'decimal' : undefined}
        aria-invalid={fault !== '' || undefined}
        aria-describedby={fault === '' ? undefined : `${id}-fault`}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 rounded-md border border-rule-2 bg-raised px-2.5 aria-invalid:border-negative"
      />
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {fault !== '' && (
        <p id={`${id}-fault`} className="text-negative text-s">
          {fault}
        </p>
      )}
    </div>
  );
}
