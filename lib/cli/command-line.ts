import { CommanderError } from 'commander';
import { AppError } from '@/lib/errors';
import { EXIT, failureText, UsageError } from './output';
import { createProgram } from './program';

/** Runs the command line; the exit code is 0 done, 1 failed, 2 wrong use. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram((exit) => {
    code = exit;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has written its message already; help and version are no failures.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
    process.stderr.write(`${failureText(error)}\n`);
    if (error instanceof UsageError) return EXIT.wrongUse;
    if (!(error instanceof AppError))
      process.stderr.write('This is a fault of Subledger; the lines above say where.\n');
    return EXIT.failed;
  }
}
