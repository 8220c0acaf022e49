import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { toStatementAsked } from '@/lib/api/statement-params';
import { emptyStatementCsv, statementCsv } from '@/lib/exchange/statement-csv';
import { readStatement } from '@/lib/reports/statement';
import { statementFileOf } from '@/lib/reports/statement-export';
import { call, methods } from '../../call';
import { wholeFileReply } from '../../whole-file-reply';

const TYPE = 'text/csv; charset=utf-8';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.statementCsv, async ({ viewer, params }) => {
    const asked = toStatementAsked(params, params.column);
    const found = await readStatement(viewer, asked);
    if (found.kind === 'no-connection') return wholeFileReply(emptyStatementCsv(), TYPE, 'statement.csv');
    if (found.kind !== 'statement') throw refusalOf(found);
    const name = `statement-${found.period.from}-${asked.basis}.csv`;
    return wholeFileReply(statementCsv(statementFileOf(found, asked.view)), TYPE, name);
  }),
});
