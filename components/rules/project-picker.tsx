'use client';

import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { SearchField } from '@/components/ui/search-field';

type Props = {
  projects: readonly string[];
  names: Readonly<Record<string, string>>;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
};

const SEARCHED = 12;

/** Some of the projects. One that a rule names and nothing knows stays to be seen. */
export function ProjectPicker({ projects, names, chosen, onChange }: Props) {
  const [words, setWords] = useState('');
  const all = [...new Set([...projects, ...chosen])];
  const found = all.filter((id) => `${id} ${names[id] ?? ''}`.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="sr-only">Projects of the pool</legend>
      {all.length > SEARCHED && (
        <SearchField label="Search projects" placeholder="Search projects" value={words} onChange={setWords} />
      )}
      <div className="grid max-h-56 overflow-y-auto border border-rule tablet:grid-cols-2">
        {found.map((id) => (
          <Checkbox
            key={id}
            checked={chosen.includes(id)}
            onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((each) => each !== id))}
          >
            <span className="truncate">{names[id] ?? id}</span>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
