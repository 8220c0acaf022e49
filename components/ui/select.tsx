'use client';

import { ChevronsUpDown } from 'lucide-react';
import { CONTROL } from './control';
import { later, useLater } from './later';

export type Option = { readonly value: string; readonly label: string; readonly note?: string };

export type SelectProps = {
  label: string;
  options: readonly Option[];
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
};

const CONTROL_PART = later(() => import('./select-control').then(({ SelectControl }) => SelectControl));

/** One choice of a few. `label` is what a screen reader says; the choice itself is what stands on the control. */
export function Select(props: SelectProps) {
  const { found: Control, handover, standIn } = useLater(CONTROL_PART);
  if (Control) return <Control {...props} handover={handover} />;
  return (
    <button
      type="button"
      role="combobox"
      aria-label={props.label}
      aria-expanded="false"
      aria-haspopup="listbox"
      disabled={props.disabled}
      className={`${CONTROL.normal} justify-between`}
      {...standIn}
    >
      <span className="truncate">{props.options.find(({ value }) => value === props.value)?.label ?? props.value}</span>
      <span aria-hidden>
        <ChevronsUpDown size={13} className="text-ink-3" />
      </span>
    </button>
  );
}
