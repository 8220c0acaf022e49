'use client';

import { Combobox } from '@/components/ui/combobox';

/** Something that rules name by an id, and what people call it. */
export type Named = { readonly id: string; readonly name: string };

type Props = {
  label: string;
  id: string;
  options: readonly Named[];
  onChange: (id: string) => void;
  fault?: string;
  placeholder?: string;
};

const BETWEEN = ' · ';
const textOf = ({ id, name }: Named): string => (id === name ? id : `${name}${BETWEEN}${id}`);

/** An id, found by its name or typed. What is typed and known by nobody is taken as the id that it is. */
export function NamedField({ label, id, options, onChange, fault = '', placeholder = '' }: Props) {
  const known = options.find((each) => each.id === id);
  return (
    <Combobox
      label={label}
      value={known ? textOf(known) : id}
      options={options.map(textOf)}
      fault={fault}
      placeholder={placeholder}
      onChange={(text) => onChange(options.find((each) => textOf(each) === text)?.id ?? text)}
    />
  );
}
