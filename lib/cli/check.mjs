import { lint, tool, types } from './check-steps.mjs';
import { requireNode } from './checkout.mjs';
import { install } from './install.mjs';
import { quickFolder } from './quick-folder.mjs';

/** What a commit should pass: format, lint, types, and the tests that need no browser. Stops at the first that fails. */
async function main() {
  requireNode();
  await install();
  const quick = quickFolder();
  try {
    for (const step of [lint, types, () => tool('vitest/vitest.mjs', ['run'], quick.environment)]) {
      const code = await step();
      if (code !== 0) return code;
    }
    return 0;
  } finally {
    quick.remove();
  }
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
