import type { Database } from '@/lib/store/database';
import { type AccountScope, mintScope } from '@/lib/store/scope';

/** The scope of who runs commands on this machine: whoever can do that can read the store's file anyway. */
export const machineAdministrator = (db: Database): AccountScope => mintScope(db, 'all');
