import { lint, tool, types } from './check-steps.mjs';
import { requireNode } from './checkout.mjs';
import { install } from './install.mjs';

/** What a commit should pass: format, lint, types, and the tests that need no browser. Stops at the first that fails. */
async function main() {
  requireNode();
  await install();
  for (const step of [lint, types, () => tool('vitest/vitest.mjs', ['run'])]) {
    const code = await step();
    if (code !== 0) return code;
  }
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
