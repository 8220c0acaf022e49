'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { IconButton } from '@/components/ui/icon-button';
import { ActsHead, BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import { formatEntered } from '@/lib/format/entered';
import { formatMonthsShort } from '@/lib/format/time';
import { ImportButton } from './import-button';
import type { InputActions, InputLine, LineNote } from './input-actions';
import { spreadWords } from './spread-words';

// Fetched when they open.
const SaveLinesDialog = lazy(() => import('./save-lines-dialog').then((part) => ({ default: part.SaveLinesDialog })));
const OutsideCostDialog = lazy(() =>
  import('./outside-cost-dialog').then((part) => ({ default: part.OutsideCostDialog })),
);

/** A cost as it is stored, what its entity is called, and who closed one of its months, in words; null while it may change. */
export type OutsideCostRow = { readonly line: InputLine; readonly name: string; readonly shut: string | null };

type Props = {
  rows: readonly OutsideCostRow[];
  currencies: readonly string[];
  mayChange: boolean;
  actions: InputActions;
};

type Doing =
  | { readonly kind: 'edit'; readonly cost: OutsideCostRow | null }
  | { readonly kind: 'remove'; readonly lines: readonly InputLine[] };

const keyOf = ({ line }: OutsideCostRow) => JSON.stringify([line.from, line.to, line.entity, line.vendor]);

/** Costs outside AWS: months, vendor, amount, for whom, and how each lies on its months. */
export function OutsideCostList({ rows, currencies, mayChange, actions }: Props) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const [failure, setFailure] = useState('');
  const router = useRouter();
  const toast = useToast();
  const nameOf = (entity: string) => rows.find(({ line }) => line.entity === entity)?.name ?? entity;
  const done = () => {
    setDoing(null);
    setFailure('');
    toast.add({ title: 'Saved' });
    router.refresh();
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      {mayChange && (
        <span className="flex flex-wrap gap-2 print:hidden">
          <Button icon={<Plus size={13} aria-hidden />} onClick={() => setDoing({ kind: 'edit', cost: null })}>
            Add a cost
          </Button>
          <ImportButton
            kind="cost"
            nameOf={nameOf}
            send={(form, dryRun) => actions.importFile('cost', form, dryRun)}
            onImported={() => router.refresh()}
          />
        </span>
      )}
      {failure !== '' && (
        <p role="alert" className="text-negative">
          {failure}
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title="No outside costs">
          A licence or a SaaS bill that belongs to a project stands here, and so in the statement beside what AWS
          charged.
        </EmptyState>
      ) : (
        <Sheet label="Outside costs">
          <thead>
            <tr>
              <HeadCell>Months</HeadCell>
              <HeadCell>Vendor</HeadCell>
              <HeadCell>For</HeadCell>
              <HeadCell align="right">Amount</HeadCell>
              <HeadCell className="w-full">Spread</HeadCell>
              {mayChange && <ActsHead />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <BodyRow key={keyOf(row)}>
                <BodyCell className="whitespace-nowrap">
                  {formatMonthsShort({ from: row.line.from ?? '', to: row.line.to ?? '' })}
                </BodyCell>
                <BodyCell className="min-w-40">{row.line.vendor}</BodyCell>
                <BodyCell className="min-w-28" title={row.line.entity}>
                  {row.name}
                </BodyCell>
                <BodyCell align="right" className="whitespace-nowrap">
                  {formatEntered(row.line.amount ?? '0', 2)} <span className="text-ink-3">{row.line.currency}</span>
                </BodyCell>
                <BodyCell className="min-w-56 text-ink-2">
                  {spreadWords(row.line)} {row.shut}
                </BodyCell>
                {mayChange && (
                  <BodyCell className="whitespace-nowrap text-right print:hidden">
                    <IconButton
                      label={`Change ${row.line.vendor}`}
                      icon={<Pencil size={13} aria-hidden />}
                      disabled={row.shut !== null}
                      onClick={() => setDoing({ kind: 'edit', cost: row })}
                    />
                    <IconButton
                      label={`Remove ${row.line.vendor}`}
                      icon={<Trash2 size={13} aria-hidden />}
                      disabled={row.shut !== null}
                      onClick={() => setDoing({ kind: 'remove', lines: [{ ...row.line, amount: '' }] })}
                    />
                  </BodyCell>
                )}
              </BodyRow>
            ))}
          </tbody>
        </Sheet>
      )}
      {doing?.kind === 'edit' && (
        <Suspense fallback={null}>
          <OutsideCostDialog
            cost={doing.cost}
            {...{ currencies, actions }}
            onClose={() => setDoing(null)}
            onSaved={done}
          />
        </Suspense>
      )}
      {doing?.kind === 'remove' && (
        <Suspense fallback={null}>
          <SaveLinesDialog
            kind="cost"
            lines={doing.lines}
            save={actions.save}
            {...{ nameOf }}
            onClose={() => setDoing(null)}
            onRefused={(message: string, faults: readonly LineNote[]) => {
              setDoing(null);
              setFailure([message, ...faults.map((fault) => `${fault.field} ${fault.message}.`)].join(' '));
            }}
            onSaved={done}
          />
        </Suspense>
      )}
    </div>
  );
}
