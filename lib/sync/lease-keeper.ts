import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { AppError } from '@/lib/errors';
import { type Database, type Transaction, transaction } from '@/lib/store/database';
import { acquireLease, releaseLease, renewLease } from '@/lib/store/lease';

/** A dead owner loses its place after this long (`contract.md`: within a minute). */
const TTL_MS = 45_000;
const RENEW_MS = 10_000;

/** Holds a connection's lease while a sync runs. */
export type LeaseKeeper = {
  readonly owner: string;
  /** @throws AppError `conflict` once another process may have taken it, by this machine's own clock. */
  assertHeld(): void;
  /** True once it is known to be another's: whoever held it writes nothing more. */
  isLost(): boolean;
  /**
   * Runs `work` in a transaction that the lease still being this owner's is part of: an owner that hung while another
   * took over changes nothing, whatever its clock says. @throws AppError `conflict`
   */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  release(): Promise<void>;
};

export const leaseOf = (connectionId: string): string => `sync:${connectionId}`;

/**
 * Takes the lease of a connection and renews it until released.
 * @throws AppError `sync-running` that names the holder, since when, and until when its lease is good.
 */
export async function holdLease(db: Database, connectionId: string): Promise<LeaseKeeper> {
  const name = leaseOf(connectionId);
  const owner = `${hostname()} process ${process.pid} (${randomUUID().slice(0, 8)})`;
  const taken = await acquireLease(db, { name, owner, now: new Date().toISOString(), ttlMs: TTL_MS });
  if (!taken.acquired) {
    throw new AppError(
      'sync-running',
      `A sync of this connection is running: ${taken.owner}, since ${taken.since}; its lease is good until ${taken.until}.`,
      {
        fix: 'Wait for it to finish. If that process is gone, its lease ends at the time given and a new sync may start.',
      },
    );
  }
  // The wall clock of this process decides, not the sync's: tests and demos may sync as of another day.
  let goodUntil = Date.now() + TTL_MS;
  let lost = false;
  const renew = async () => {
    const now = Date.now();
    const renewed = await renewLease(db, { name, owner, now: new Date(now).toISOString(), ttlMs: TTL_MS }).catch(
      () => null,
    );
    if (renewed === true) goodUntil = now + TTL_MS;
    if (renewed === false) lost = true;
  };
  const timer = setInterval(() => void renew(), RENEW_MS);
  timer.unref();
  const isLost = () => lost || Date.now() > goodUntil;
  return {
    owner,
    isLost,
    assertHeld() {
      if (isLost()) throw lostLease();
    },
    write: (work) =>
      transaction(db, async (tx) => {
        const now = Date.now();
        if (lost || !(await renewLease(tx, { name, owner, now: new Date(now).toISOString(), ttlMs: TTL_MS }))) {
          lost = true;
          throw lostLease();
        }
        return work(tx);
      }),
    async release() {
      clearInterval(timer);
      await releaseLease(db, { name, owner });
    },
  };
}

const lostLease = () =>
  new AppError('conflict', 'This sync lost its lease: another process may have taken over.', {
    fix: 'Nothing was written after the lease ended. Run the sync again.',
  });
