/** Runs once when a server starts, and in no build: the daily sync belongs to the process that serves. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const [{ readEnvironment }, { activeStore, mainStore }, { startSchedule }, { startSweep }, { startDerivations }] =
    await Promise.all([
      import('@/lib/env'),
      import('@/lib/auth/stores'),
      import('@/lib/sync/schedule'),
      import('@/lib/sync/dead-runs'),
      import('@/lib/sync/derivation-start'),
    ]);
  startSchedule(() => mainStore(), readEnvironment());
  startSweep(async () => (await activeStore()).db);
  startDerivations(async () => (await activeStore()).db);
}
