'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { IconButton } from '@/components/ui/icon-button';
import { formatDecimal, parseDecimal } from '@/lib/finance/money';
import { evenWeights } from './pool-edit';

type Weights = Readonly<Record<string, number>>;
type Props = {
  weights: Weights;
  projects: readonly string[];
  names: Readonly<Record<string, string>>;
  fault: string;
  onChange: (weights: Weights) => void;
};

const isNumber = (text: string): boolean => /^-?(\d+\.?\d*|\.\d+)$/.test(text.trim());

/** The sum of the weights as it is written; null while one of them is no number. */
function sumText(weights: Weights): string | null {
  const texts = Object.values(weights).map(String);
  if (!texts.every(isNumber)) return null;
  return formatDecimal(texts.reduce((sum, text) => sum + parseDecimal(text), 0n));
}

/** The percent of each project; they add up to 100, and say so while they do not. */
export function FixedWeights({ weights, projects, names, fault, onChange }: Props) {
  const [added, setAdded] = useState('');
  const ids = Object.keys(weights);
  const idOf = (text: string) => projects.find((id) => id === text || names[id] === text) ?? text.trim();
  const add = () => {
    const id = idOf(added);
    if (id === '' || Object.hasOwn(weights, id)) return;
    onChange({ ...weights, [id]: 0 });
    setAdded('');
  };
  const sum = sumText(weights);
  return (
    <div className="grid gap-1.5">
      <ul aria-label="Weights in percent" className="grid gap-1">
        {ids.map((id) => (
          <li key={id} className="flex items-center gap-2">
            <span className="min-w-0 grow truncate" title={id}>
              {names[id] ?? id}
            </span>
            <Percent
              label={`Percent of ${names[id] ?? id}`}
              percent={weights[id] ?? 0}
              onChange={(percent) => onChange({ ...weights, [id]: percent })}
            />
            <IconButton
              label={`Take ${names[id] ?? id} out`}
              icon={<Trash2 size={13} aria-hidden />}
              onClick={() =>
                onChange(
                  Object.fromEntries(ids.filter((each) => each !== id).map((each) => [each, weights[each] ?? 0])),
                )
              }
            />
          </li>
        ))}
      </ul>
      <p role="status" className={`text-s ${fault === '' ? 'text-ink-3' : 'text-negative'}`}>
        {fault === ''
          ? 'The weights add up to 100 %.'
          : ids.length === 0
            ? 'Add the projects that pay, in percent.'
            : `The weights ${fault}.`}
        {sum === null ? '' : ` Sum ${sum} %.`}
      </p>
      <div className="flex flex-wrap items-end gap-2">
        <Combobox
          label="One more project"
          value={added}
          options={projects.filter((id) => !Object.hasOwn(weights, id)).map((id) => names[id] ?? id)}
          onChange={setAdded}
        />
        <Button icon={<Plus size={13} aria-hidden />} onClick={add} disabled={added.trim() === ''}>
          Add
        </Button>
        <Button onClick={() => onChange(evenWeights(ids))} disabled={ids.length === 0}>
          Make them equal
        </Button>
      </div>
    </div>
  );
}

/** A percentage as it is typed: what is not a number yet is kept to be seen, and told. */
function Percent({
  label,
  percent,
  onChange,
}: {
  label: string;
  percent: number;
  onChange: (percent: number) => void;
}) {
  const [text, setText] = useState(Number.isFinite(percent) ? String(percent) : '');
  const shown = isNumber(text) && Number(text) !== percent && Number.isFinite(percent) ? String(percent) : text;
  return (
    <input
      aria-label={label}
      inputMode="decimal"
      value={shown}
      maxLength={14}
      onChange={(event) => {
        setText(event.target.value);
        onChange(isNumber(event.target.value) ? Number(event.target.value) : Number.NaN);
      }}
      className="figure h-7 w-28 rounded-md border border-rule-2 bg-raised px-2.5 text-right"
    />
  );
}
