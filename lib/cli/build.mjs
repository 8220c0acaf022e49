import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT, requireNode } from './checkout.mjs';
import { run } from './child.mjs';
import { install, isProgram } from './install.mjs';
import { withTurn } from './turn.mjs';

const MARK = join(CHECKOUT, '.next/subledger-sources');
const FOLDERS = ['app', 'components', 'lib', 'prisma', 'public'];
/** Files of the root that the build reads, as far as they exist. */
const ROOT_FILE =
  /^(package-lock\.json|package\.json|tsconfig\.json|(next|postcss)\.config\.\w+|(proxy|instrumentation)\.ts)$/;
/** What no page can import (`architecture.test.ts`), and what is made from the rest. */
const UNUSED = /^(lib\/(cli|sandbox|demo|store\/generated)|prisma\/generated)\/|\.(test\.tsx?|md)$/;

/**
 * A hash of every source that the production build depends on.
 * @param {string} [checkout]
 * @returns {string}
 */
export function sourcesMark(checkout = CHECKOUT) {
  const hash = createHash('sha256');
  const root = readdirSync(checkout).filter((name) => ROOT_FILE.test(name));
  const files = FOLDERS.filter((folder) => existsSync(join(checkout, folder))).flatMap((folder) =>
    readdirSync(join(checkout, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(checkout.length + 1)
          .replaceAll('\\', '/'),
      ),
  );
  for (const file of [...root, ...files.filter((path) => !UNUSED.test(path))].sort()) {
    const content = readFileSync(join(checkout, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * True when the last production build is of these sources. `next build` empties its folder first, so a build that was
 * cut short has no mark.
 */
function isBuilt() {
  return (
    existsSync(MARK) && existsSync(join(CHECKOUT, '.next/BUILD_ID')) && readFileSync(MARK, 'utf8') === sourcesMark()
  );
}

/**
 * Builds for production when the sources changed since the last time. What it prints goes to standard error.
 * @returns {Promise<boolean>} true when it built
 * @throws Error when the build fails
 */
export async function build() {
  if (process.env.SUBLEDGER_IMAGE || isBuilt()) return false;
  return withTurn('build', async () => {
    if (isBuilt()) return false;
    process.stderr.write('Building the pages …\n');
    const mark = sourcesMark();
    rmSync(MARK, { force: true });
    const code = await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      quiet: true,
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    if (code !== 0) throw new Error(`The build failed (exit ${code}); its reason is above.`);
    writeFileSync(MARK, mark);
    return true;
  });
}

if (isProgram(import.meta.url)) {
  requireNode();
  install()
    .then(build)
    .catch((error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    });
}
