import type { Command } from 'commander';
import { json, type Run } from './command-option';

/** `backup` and `restore` of the embedded store. */
export function addBackupCommands(program: Command, run: Run): void {
  program
    .command('backup')
    .description('copy the embedded store into one file, also while it is used')
    .requiredOption('--out <file>', 'the file to write; none that is there already')
    .addOption(json())
    .action(
      run<{ out: string }>(async (environment, output, options) =>
        (await import('./backup-command')).backupCommand(environment, output, options),
      ),
    );
  program
    .command('restore <file>')
    .description('put a backup in the place of the embedded store, while no server runs')
    .addOption(json())
    .action(
      run(async (environment, output, _options, [file = '']) =>
        (await import('./backup-command')).restoreCommand(environment, output, file),
      ),
    );
}
