import { toSavedReply } from '@/lib/api/inputs-call';
import type { Environment } from '@/lib/env';
import { readInputCsv } from '@/lib/exchange/input-csv';
import { INVOICE } from '@/lib/finance/input-kind';
import { saveInvoices } from '@/lib/store/invoice-lines';
import { chooseConnection, withActiveBooks } from './books';
import { bytesOf } from './file-bytes';
import { importText, placeOf, refusedFile, totalsOf } from './import-inputs-command';
import { EXIT, type Output } from './output';
import { pathOfCaller } from './working-folder';

export type ImportInvoiceOptions = { readonly connection?: string; readonly dryRun?: boolean };

/** `import invoice`: the invoices of a connection, all lines of a file, or none and every fault by line and field. */
export async function importInvoiceCommand(
  environment: Environment,
  output: Output,
  given: string,
  { connection: named, dryRun = false }: ImportInvoiceOptions,
): Promise<number> {
  const path = pathOfCaller(given);
  const file = readInputCsv(INVOICE, bytesOf(path));
  const faults = file.faults.map(({ line, field, message }) => ({ field: placeOf(line, field), message }));
  if (faults.length > 0) throw refusedFile(path, faults);
  return withActiveBooks(environment, output, named, async (books) => {
    const connection = await chooseConnection(books, named);
    const saved = await saveInvoices(books.db, connection, file.lines, { dryRun });
    const place = ({ at, field }: { at: number; field: string }) => placeOf(file.numbers[at] ?? 0, field);
    if (saved.kind === 'refused') {
      throw refusedFile(
        path,
        saved.faults.map((fault) => ({ field: place(fault), message: fault.message })),
      );
    }
    const reply = toSavedReply(INVOICE, saved, dryRun, place);
    const totals = totalsOf(INVOICE, reply);
    for (const { field, message } of reply.warnings) output.say(`Note: ${field} ${message}`);
    const document = { connection: connection.name, lines: file.lines.length, totals, ...reply };
    output.answer(document, () => importText(path, INVOICE, file, reply, totals));
    return EXIT.done;
  });
}
