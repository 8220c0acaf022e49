import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { 'server-only': here('./lib/telemetry/empty.ts'), '@': here('./') } },
  test: {
    include: ['lib/**/*.test.ts', 'app/**/*.test.ts', 'components/**/*.test.ts', 'components/**/*.test.tsx'],
    globalSetup: ['lib/store/test-run.ts'],
    setupFiles: ['lib/telemetry/strict-console.ts'],
    // A zone far from UTC, with half-hours: a billing day taken in local time fails.
    env: { TZ: 'Pacific/Chatham' },
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
