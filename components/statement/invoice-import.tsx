'use client';

import { useRouter } from 'next/navigation';
import { ImportButton } from '@/components/inputs/import-button';
import type { FileReply } from '@/components/inputs/input-actions';

type Props = {
  connection: string;
  importInvoices: (connection: string, form: FormData, dryRun: boolean) => Promise<FileReply>;
};

/** Imports the invoices of a connection from a file, after a preview. */
export function InvoiceImport({ connection, importInvoices }: Props) {
  const router = useRouter();
  return (
    <ImportButton
      kind="invoice"
      nameOf={() => 'Invoice'}
      send={(form, dryRun) => importInvoices(connection, form, dryRun)}
      onImported={() => router.refresh()}
    />
  );
}
