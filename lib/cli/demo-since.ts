import { HISTORY_MONTHS } from '@/lib/demo/calendar';
import { addMonths, type Month, monthOf } from '@/lib/finance/month';
import type { Connection } from '@/lib/store/connections';

/**
 * The demo company's first month. It hangs on the day on which the demo was made, not on today: what was synced last
 * month stays true in the next one.
 */
export const demoSince = ({ createdAt }: Pick<Connection, 'createdAt'>): Month =>
  addMonths(monthOf(new Date(createdAt)), 1 - HISTORY_MONTHS);
