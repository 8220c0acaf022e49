import { ENDPOINTS } from '@/lib/api/endpoints';
import { monthPackZip } from '@/lib/exchange/month-pack';
import { readMonthPack } from '@/lib/reports/month-pack';
import { call, methods } from '../../call';
import { wholeFileReply } from '../../whole-file-reply';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: call(ENDPOINTS.explainPack, async ({ viewer, params: { month, connection } }) => {
    const pack = await readMonthPack(viewer, month, connection ?? null);
    const content = new Uint8Array(monthPackZip(pack));
    return wholeFileReply(content, ENDPOINTS.explainPack.reply, `explain-${month}.zip`);
  }),
});
