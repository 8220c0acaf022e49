import { ENDPOINTS } from '@/lib/api/endpoints';
import { auditCsv } from '@/lib/exchange/audit-csv';
import { readAudit } from '@/lib/reports/audit';
import { call, methods } from '../../call';
import { fileReply } from '../../file-reply';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.auditFile, async ({ viewer, params }) =>
    fileReply(auditCsv(readAudit(viewer, params)), 'audit.csv'),
  ),
});
