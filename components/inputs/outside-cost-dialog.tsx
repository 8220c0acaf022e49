'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Segmented } from '@/components/ui/segmented';
import { TextField } from '@/components/ui/text-field';
import { OUTSIDE_COST } from '@/lib/finance/input-kind';
import { readLine } from '@/lib/finance/input-line';
import { addMonths, isMonth } from '@/lib/finance/month';
import { readFigure } from './figure-reading';
import type { EntityOption, InputActions, InputLine, LineNote } from './input-actions';
import type { OutsideCostRow } from './outside-cost-list';
import { EntitySearch } from './row-adder';
import { spreadWords } from './spread-words';

type Props = {
  /** The cost to change; null for a new one. */
  cost: OutsideCostRow | null;
  currencies: readonly string[];
  actions: Pick<InputActions, 'save' | 'find'>;
  onClose: () => void;
  onSaved: () => void;
};

/** Enters a cost outside AWS: for whom, of whom, how much, and the months that it is spread over. */
export function OutsideCostDialog({ cost, currencies, actions, onClose, onSaved }: Props) {
  const [entity, setEntity] = useState<EntityOption | null>(
    cost && { entity: cost.line.entity ?? '', name: cost.name, connections: null, inside: [] },
  );
  const [vendor, setVendor] = useState(cost?.line.vendor ?? '');
  const [amount, setAmount] = useState(cost?.line.amount ?? '');
  const [first, setFirst] = useState(cost?.line.from ?? '');
  const [last, setLast] = useState(cost?.line.to ? addMonths(cost.line.to, -1) : '');
  const [currency, setCurrency] = useState(cost?.line.currency ?? (currencies.length > 1 ? (currencies[0] ?? '') : ''));
  const [faults, setFaults] = useState<readonly Pick<LineNote, 'field' | 'message'>[]>([]);
  const [busy, start] = useTransition();
  const figure = readFigure(amount);
  const to = isMonth(last) ? addMonths(last, 1) : last;
  const line: InputLine = {
    ...{ from: first.trim(), to, entity: entity?.entity ?? '', vendor, currency },
    amount: figure.ok ? figure.decimal : amount,
  };
  const reading = readLine(OUTSIDE_COST, line);
  const faultOf = (field: string) => faults.find((each) => each.field === field)?.message ?? '';
  const save = () =>
    start(async () => {
      const own = !figure.ok
        ? [{ field: 'amount', message: figure.fault }]
        : figure.decimal === ''
          ? [{ field: 'amount', message: 'is empty' }]
          : reading.ok
            ? []
            : reading.faults;
      if (own.length > 0) return setFaults(own);
      // Under another key the old line would stay beside the new one.
      const isMoved = cost && ['from', 'to', 'entity', 'vendor'].some((name) => cost.line[name] !== line[name]);
      const lines = isMoved ? [{ ...cost.line, amount: '' }, line] : [line];
      const reply = await actions.save('cost', lines, false).catch(() => null);
      if (reply?.ok) onSaved();
      else
        setFaults(
          reply && reply.faults.length > 0 ? reply.faults : [{ field: '', message: reply?.message ?? UNREACHED }],
        );
    });
  return (
    <Dialog
      title={cost ? 'Change an outside cost' : 'Add an outside cost'}
      open
      onOpenChange={(open) => !open && onClose()}
    >
      <form
        className="grid grid-cols-[minmax(0,1fr)] gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <EntitySearch find={actions.find} chosen={entity} onChoose={setEntity} />
        {faultOf('entity') !== '' && <p className="text-negative text-s">For whom it is {faultOf('entity')}.</p>}
        <TextField label="Vendor" value={vendor} onChange={setVendor} fault={faultOf('vendor')} />
        <div className="grid gap-3.5 tablet:grid-cols-3">
          <TextField label="Amount in all" value={amount} onChange={setAmount} numeric fault={faultOf('amount')} />
          <TextField
            label="First month"
            placeholder="2026-01"
            value={first}
            onChange={setFirst}
            fault={faultOf('from')}
          />
          <TextField label="Last month" placeholder="2026-12" value={last} onChange={setLast} fault={faultOf('to')} />
        </div>
        {currencies.length > 1 && (
          <Segmented
            label="Currency"
            options={currencies.map((value) => ({ value, label: value }))}
            value={currency}
            onChange={setCurrency}
          />
        )}
        <p className="min-h-5 text-ink-2">{reading.ok && line.amount !== '' && spreadWords(line)}</p>
        {faults
          .filter(({ field }) => !['entity', 'vendor', 'amount', 'from', 'to'].includes(field))
          .map(({ field, message }) => (
            <p key={field} role="alert" className="text-negative">
              {field} {message}
            </p>
          ))}
        <div className="flex gap-2">
          <Button type="submit" tone="primary" disabled={busy}>
            {busy ? 'Saving…' : 'Save'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

const UNREACHED = 'The server could not be reached. Nothing was stored.';
