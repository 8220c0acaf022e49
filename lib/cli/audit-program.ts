import { type Command, Option } from 'commander';
import { json, type Run } from './command-option';

/** `audit …`: who did what, and whether the log still says so. */
export function addAuditCommands(program: Command, run: Run): void {
  const group = program.command('audit').description('who did what, when, and from where');
  group
    .command('verify')
    .description('check that every entry is as it was written, and that none is missing')
    .option('--expect <head>', 'what an earlier verify said of the end of the log: number:hash')
    .addOption(json())
    .action(
      run<import('./audit-command').VerifyOptions>(async (environment, output, options) =>
        (await import('./audit-command')).verifyAuditCommand(environment, output, options),
      ),
    );
  group
    .command('export')
    .description('the log as a file')
    .option('--from <day>', 'the first day, UTC')
    .option('--to <day>', 'the day after the last one')
    .addOption(new Option('--format <format>', 'how to write it').choices(['csv', 'json']).default('csv'))
    .option('--out <file>', 'the file to write; default standard output')
    .addOption(json())
    .action(
      run<import('./audit-command').ExportAuditOptions>(async (environment, output, options) =>
        (await import('./audit-command')).exportAuditCommand(environment, output, options),
      ),
    );
}
