'use client';

import { X } from 'lucide-react';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';

export type InvoiceReply = { readonly ok: true } | { readonly ok: false; readonly error: string };

type Props = {
  connection: string;
  month: string;
  enter: (invoice: { connection: string; month: string; number: string; amount: string }) => Promise<InvoiceReply>;
};

/** An invoice typed in: its number, and its total in the connection's currency. */
export function InvoiceForm({ connection, month, enter }: Props) {
  const [number, setNumber] = useState('');
  const [amount, setAmount] = useState('');
  const [fault, setFault] = useState('');
  const [pending, startTransition] = useTransition();
  return (
    <form
      className="flex flex-wrap items-end gap-2 print:hidden"
      aria-label={`Enter an invoice of ${month}`}
      onSubmit={(event) => {
        event.preventDefault();
        startTransition(async () => {
          const reply = await enter({ connection, month, number, amount });
          setFault(reply.ok ? '' : reply.error);
          if (!reply.ok) return;
          setNumber('');
          setAmount('');
        });
      }}
    >
      <TextField label="Invoice number" value={number} onChange={setNumber} />
      <TextField label="Total" value={amount} onChange={setAmount} numeric fault={fault} />
      <Button type="submit" disabled={pending || number.trim() === '' || amount.trim() === ''}>
        Enter
      </Button>
    </form>
  );
}

/** Takes an invoice away. */
export function RemoveInvoice({
  id,
  number,
  remove,
}: {
  id: string;
  number: string;
  remove: (id: string) => Promise<InvoiceReply>;
}) {
  const [pending, startTransition] = useTransition();
  return (
    <button
      type="button"
      aria-label={`Remove invoice ${number}`}
      disabled={pending}
      onClick={() => startTransition(async () => void (await remove(id)))}
      className="ml-1 inline-grid size-5 place-items-center rounded-sm align-middle text-ink-3 hover:text-ink print:hidden"
    >
      <X size={11} aria-hidden />
    </button>
  );
}
