import type { AwsClients } from '@/lib/aws/clients';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import type { SyncStep } from '@/lib/store/runs';
import type { AccountScope } from '@/lib/store/scope';
import type { LeaseKeeper } from './lease-keeper';

export type Notice = { readonly code: string; readonly message: string };

/** Everything a step may use. `clock` is the moment that the sync takes for now, in UTC. */
export type SyncContext = {
  readonly db: Database;
  readonly scope: AccountScope;
  readonly connection: Connection;
  readonly runId: string;
  readonly full: boolean;
  readonly clock: () => Date;
  readonly clients: AwsClients;
  readonly lease: LeaseKeeper;
  /** Adds a notice to the run; the same one is kept once. */
  readonly notify: (notice: Notice) => void;
  /** The notices of the run so far. */
  readonly notices: () => readonly Notice[];
  /** Called after every page and step, to show progress. */
  readonly onProgress: () => void;
};

/** A step that may be executed again after a kill: it begins where its `cursor` and `state` say. */
export type StepRunner = (context: SyncContext, step: SyncStep) => Promise<void>;
