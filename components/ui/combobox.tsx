'use client';

import type { ComboboxProps } from './combobox-control';
import { later, useLater } from './later';
import { TextField } from './text-field';

const CONTROL_PART = later(() => import('./combobox-control').then(({ ComboboxControl }) => ComboboxControl));

/** A line of text with a list of what may be meant, filtered as one types. Until the list has come it is a line of text. */
export function Combobox({ options, ...props }: ComboboxProps) {
  const { found: Control, handover, standIn } = useLater(CONTROL_PART);
  // Whoever types already is not interrupted.
  if (Control && !handover.focused) return <Control {...props} options={options} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the events are the field's own, on their way up
    <div onFocus={standIn.onFocus} onBlur={standIn.onBlur}>
      <TextField {...props} suggestions={options} />
    </div>
  );
}
