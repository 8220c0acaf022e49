import { afterAll, vi } from 'vitest';

// A set-up file of Vitest: test files share a worker and what it has loaded, so each leaves the clock, the environment and
// everything that it replaced as it found them.

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
