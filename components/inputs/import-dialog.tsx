'use client';

import { useId, useRef, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import type { InputName } from '@/lib/finance/input-kind';
import { formatPlural } from '@/lib/format/count';
import { formatEntered } from '@/lib/format/entered';
import { ChangeTable } from './change-table';
import type { FileFault, FileReply } from './input-actions';

type Props = {
  kind: FileKind;
  nameOf: (entity: string) => string;
  /** Reads a file and stores all of its lines or none; a dry run stores nothing. */
  send: (form: FormData, dryRun: boolean) => Promise<FileReply>;
  onImported: () => void;
  onClose: () => void;
};

/** What a page may send at once; larger files go through the command line. */
const LARGEST = 4_000_000;
const MOST_FAULTS = 500;

/** What a file may be of: what finance enters, or invoices. */
export type FileKind = InputName | 'invoice';

const HEADERS: Readonly<Record<FileKind, string>> = {
  revenue: 'month,entity,amount[,currency][,source]',
  budget: 'month,entity,amount[,currency]',
  driver: 'month,entity,driver,quantity',
  cost: 'from,to,entity,amount,vendor[,currency]',
  invoice: 'month,amount[,currency][,number]',
};
/** What makes two lines the same one. */
const SAME: Readonly<Record<FileKind, string>> = {
  revenue: 'month and entity',
  budget: 'month and entity',
  driver: 'month and entity',
  cost: 'months, entity and vendor',
  invoice: 'month and number',
};

/** Imports a file: first what is wrong with it, or what it would change; then all of it or nothing. */
export function ImportDialog({ kind, nameOf, send: ask, onImported, onClose }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const toast = useToast();
  const [file, setFile] = useState<File | null>(null);
  const [reply, setReply] = useState<FileReply | null>(null);
  const [busy, start] = useTransition();
  const send = (chosen: File, dryRun: boolean) =>
    start(async () => {
      const form = new FormData();
      form.set('file', chosen);
      const found = await ask(form, dryRun).catch(
        (): FileReply => ({ ok: false, message: 'The server could not be reached. Nothing was stored.', faults: [] }),
      );
      if (dryRun || !found.ok) return setReply(found);
      onClose();
      toast.add({ title: 'Imported', description: `${formatPlural(found.changes.length, 'figure')} changed.` });
      onImported();
    });
  const choose = (chosen: File | undefined) => {
    setFile(chosen ?? null);
    setReply(null);
    if (!chosen) return;
    if (chosen.size <= LARGEST) send(chosen, true);
    else
      setReply({
        ok: false,
        message: `The file is larger than 4 MB: import it with “subledger import ${kind} FILE”.`,
        faults: [],
      });
  };
  return (
    <Dialog title="Import a CSV file" open onOpenChange={(open) => !open && onClose()}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
        <p className="text-ink-2">
          UTF-8 with the header <code className="font-mono text-s [overflow-wrap:anywhere]">{HEADERS[kind]}</code>.
          Lines replace what is stored for the same {SAME[kind]}; nothing is stored while a line is wrong.
        </p>
        <label htmlFor={id} className="grid gap-1">
          <span className="text-ink-2 text-s">File</span>
          <input
            ref={field}
            id={id}
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => choose(event.target.files?.[0])}
            // The same file again, mended, is another choice.
            onClick={(event) => {
              event.currentTarget.value = '';
            }}
          />
        </label>
        <div aria-live="polite" className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {busy && <p className="text-ink-2">Reading the file…</p>}
          {!busy && reply && <Preview reply={reply} nameOf={nameOf} />}
        </div>
        <div className="flex gap-2">
          <Button
            tone="primary"
            disabled={busy || !reply?.ok || reply.changes.length === 0}
            onClick={() => file && send(file, false)}
          >
            Import
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </div>
    </Dialog>
  );
}

function Preview({ reply, nameOf }: { reply: FileReply; nameOf: (entity: string) => string }) {
  if (!reply.ok) {
    return (
      <>
        <p role="alert" className="text-negative">
          {reply.faults.length > 0 ? `${formatPlural(reply.faults.length, 'fault')}. ` : ''}
          {reply.message}
        </p>
        {reply.faults.length > 0 && <FaultTable faults={reply.faults} />}
      </>
    );
  }
  const totals = reply.totals.map(({ currency, amount }) => `${formatEntered(amount, 2)} ${currency}`);
  return (
    <>
      <p>
        {formatPlural(reply.lines, 'line')}
        {totals.length > 0 && `, ${totals.join(' and ')} in all`}.
      </p>
      <ChangeTable saved={reply} nameOf={nameOf} place={({ at }) => `Line ${at}`} />
    </>
  );
}

function FaultTable({ faults }: { faults: readonly FileFault[] }) {
  return (
    <div className="max-h-64 overflow-y-auto">
      <Sheet label="What is wrong">
        <thead>
          <tr>
            <HeadCell align="right">Line</HeadCell>
            <HeadCell>Field</HeadCell>
            <HeadCell className="w-full">Fault</HeadCell>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, MOST_FAULTS).map(({ line, field, message }) => (
            <BodyRow key={`${line} ${field} ${message}`}>
              <BodyCell align="right">{line}</BodyCell>
              <BodyCell className="whitespace-nowrap">{field || '–'}</BodyCell>
              <BodyCell className="py-1 [overflow-wrap:anywhere]">{message}</BodyCell>
            </BodyRow>
          ))}
        </tbody>
      </Sheet>
      {faults.length > MOST_FAULTS && <p className="mt-1 text-ink-2">And {faults.length - MOST_FAULTS} more.</p>}
    </div>
  );
}
