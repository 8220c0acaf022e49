'use client';

import { useMemo } from 'react';
import { Icicle } from '@/components/charts/icicle';
import { looksOf } from '@/components/charts/look';
import { formatCents, formatExact } from '@/lib/format/money';
import type { AccountRow } from './account-row';
import { useTreeView } from './tree-view';

type Props = {
  rows: readonly AccountRow[];
  matches: ReadonlySet<number> | null;
  currency: string;
  label: string;
};

/** The same tree with costs as widths; every unit below the root keeps its colour from screen to screen. */
export function AccountIcicle({ rows, matches, currency, label }: Props) {
  const { state, change } = useTreeView();
  const nodes = useMemo(() => entriesOf(rows), [rows]);
  return (
    <Icicle
      label={label}
      nodes={nodes}
      figureOf={(index) => ({
        text: formatCents(rows[index]?.totalCents ?? 0n),
        exact: formatExact(rows[index]?.total ?? '0', currency),
      })}
      zoom={state.zoom}
      onZoom={(zoom) => change({ zoom })}
      marked={matches}
    />
  );
}

function entriesOf(rows: readonly AccountRow[]) {
  const units = rows.filter(({ type, parent }) => type === 'ou' && rows[parent]?.type === 'root').map(({ key }) => key);
  const looks = looksOf([...units].sort(), [...units].sort());
  return rows.map(({ key, name, parent, own, type }) => {
    const colour = looks.get(key)?.colour ?? (parent < 0 || type === 'former' ? 'var(--c8)' : undefined);
    return { key, name, parent, own: Number(own), ...(colour === undefined ? {} : { colour }) };
  });
}
