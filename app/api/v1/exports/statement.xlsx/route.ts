import { ENDPOINTS } from '@/lib/api/endpoints';
import { refusalOf } from '@/lib/api/refusal';
import { toStatementAsked } from '@/lib/api/statement-params';
import { AppError } from '@/lib/errors';
import { statementWorkbook } from '@/lib/exchange/statement-workbook';
import { readStatement } from '@/lib/reports/statement';
import { statementFileOf } from '@/lib/reports/statement-export';
import { call, methods } from '../../call';
import { wholeFileReply } from '../../whole-file-reply';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.statementWorkbook, async ({ viewer, params }) => {
    const asked = toStatementAsked(params, params.column);
    const found = await readStatement(viewer, asked);
    if (found.kind === 'no-connection')
      throw new AppError('not-found', 'There is no connection yet, and no statement.', {
        fix: 'Add a connection first.',
      });
    if (found.kind !== 'statement') throw refusalOf(found);
    const content = await statementWorkbook(statementFileOf(found, asked.view));
    const name = `statement-${found.period.from}-${asked.basis}.xlsx`;
    return wholeFileReply(new Uint8Array(content), ENDPOINTS.statementWorkbook.reply, name);
  }),
});
