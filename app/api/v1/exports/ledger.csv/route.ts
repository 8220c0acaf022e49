import { toBooksQuery } from '@/lib/api/books-params';
import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { ledgerCsv } from '@/lib/exchange/ledger-csv';
import { readLedger } from '@/lib/reports/ledger';
import { call, methods } from '../../call';
import { fileReply } from '../../file-reply';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.ledgerFile, async ({ viewer, params }) => {
    const ledger = await readLedger(viewer, toBooksQuery(params), 'slices');
    if (ledger.kind === 'no-connection') return fileReply(ledgerCsv([], [params.basis]), 'ledger.csv');
    if (ledger.kind !== 'ledger') throw refusalOf(ledger);
    const { months, basis } = ledger.books;
    return fileReply(ledgerCsv(ledger.months, [basis]), `ledger-${months.from}-${basis}.csv`);
  }),
});
