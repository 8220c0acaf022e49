'use client';

import { useState } from 'react';
import { Segmented } from '@/components/ui/segmented';
import { ColumnsChart } from './columns-chart';
import type { ColumnsModel } from './prepare-columns';

type Choice = { readonly label: string; readonly model: ColumnsModel };
type Props = { label: string; choices: readonly [Choice, ...Choice[]] };

/** The same months stacked in one of several ways. */
export function ColumnsChoice({ label, choices }: Props) {
  const [first] = choices;
  const [chosen, setChosen] = useState(first.label);
  const { model } = choices.find((each) => each.label === chosen) ?? first;
  if (choices.length === 1) return <ColumnsChart model={model} />;
  return (
    <div className="grid gap-2">
      <div className="justify-self-end print:hidden">
        <Segmented
          label={label}
          options={choices.map((each) => ({ value: each.label, label: each.label }))}
          value={chosen}
          onChange={setChosen}
        />
      </div>
      <ColumnsChart key={chosen} model={model} />
    </div>
  );
}
