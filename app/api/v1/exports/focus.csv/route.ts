import { toBooksQuery } from '@/lib/api/books-params';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { focusCsv } from '@/lib/exchange/focus-csv';
import { readLedger } from '@/lib/reports/ledger';
import { call, methods } from '../../call';
import { fileReply } from '../../file-reply';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.focusFile, async ({ viewer, params }) => {
    const ledger = await readLedger(viewer, toBooksQuery(params), 'charges');
    if (ledger.kind === 'no-connection') return fileReply(focusCsv([]), 'focus.csv');
    if (ledger.kind !== 'ledger') throw refusalOf(ledger);
    return fileReply(focusCsv(ledger.months), `focus-${ledger.books.months.from}.csv`);
  }),
});
