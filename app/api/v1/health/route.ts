import { ENDPOINTS } from '@/lib/api/endpoints';
import { respond } from '@/lib/api/problem';
import { VERSION } from '@/lib/api/version';
import { mainStore } from '@/lib/auth/stores';
import { getSetting } from '@/lib/store/settings';
import { type Handler, methods } from '../call';

/** Reads from the store, so that a server whose store is gone does not call itself healthy. */
const health: Handler = () =>
  respond(async () => {
    const db = await mainStore();
    await getSetting(db, 'health');
    const reply = { status: 'ok', version: VERSION, database: db.provider };
    return Response.json(ENDPOINTS.health.reply.parse(reply), { headers: { 'cache-control': 'no-store' } });
  });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: health });
export const dynamic = 'force-dynamic';
