import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { 'server-only': here('./lib/telemetry/empty.ts'), '@': here('./') } },
  test: {
    include: ['lib/**/*.test.ts', 'app/**/*.test.ts', 'components/**/*.test.ts', 'components/**/*.test.tsx'],
    globalSetup: ['lib/store/test-run.ts'],
    setupFiles: ['lib/telemetry/strict-console.ts', 'lib/telemetry/shared-worker.ts'],
    // A process for each of hundreds of files would load Prisma, the AWS SDK and itself again: half of all the time.
    isolate: false,
    // A zone far from UTC, with half-hours: a billing day taken in local time fails.
    env: { TZ: 'Pacific/Chatham' },
    // One for each core of the machines that we promise ten minutes on; vitest's own default leaves one idle.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
