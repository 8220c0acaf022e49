/** Tests that passed, failed and were left out. @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * The counts of a run of Vitest. A file that could not be loaded holds no tests and is one failure; so is a run that
 * ended badly although no test failed (an unhandled error, a crash).
 * @param {unknown} report what its JSON reporter wrote; undefined when it wrote nothing
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countVitest(report, exitCode) {
  const files = arrayOf(report, 'testResults');
  const states = files.flatMap((file) => arrayOf(file, 'assertionResults')).map((test) => field(test, 'status'));
  const broken = files.filter(
    (file) => field(file, 'status') === 'failed' && arrayOf(file, 'assertionResults').length === 0,
  );
  const passed = states.filter((state) => state === 'passed').length;
  const failed = states.filter((state) => state === 'failed').length + broken.length;
  return settle({ passed, failed, skipped: states.length + broken.length - passed - failed }, exitCode);
}

/**
 * The counts of a run of Playwright. A test that failed and then passed on a retry is a failure.
 * @param {unknown} report what its JSON reporter wrote; undefined when it wrote nothing
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countPlaywright(report, exitCode) {
  const stats = field(report, 'stats');
  const count = (/** @type {string} */ name) => Number(field(stats, name) ?? 0);
  return settle(
    { passed: count('expected'), failed: count('unexpected') + count('flaky'), skipped: count('skipped') },
    exitCode,
  );
}

/**
 * The counts of a step that either holds or does not.
 * @param {number} exitCode
 * @returns {Counts}
 */
export const countCheck = (exitCode) => ({
  passed: exitCode === 0 ? 1 : 0,
  failed: exitCode === 0 ? 0 : 1,
  skipped: 0,
});

/**
 * A run that ended badly, or that ran nothing, never counts as clean.
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
function settle(counts, exitCode) {
  const clean = exitCode === 0 && counts.passed + counts.failed > 0;
  return clean || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown}
 */
function field(value, name) {
  return value !== null && typeof value === 'object' ? Reflect.get(value, name) : undefined;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown[]}
 */
function arrayOf(value, name) {
  const list = field(value, name);
  return Array.isArray(list) ? list : [];
}
