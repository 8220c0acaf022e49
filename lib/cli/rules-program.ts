import { type Command, Option } from 'commander';
import { BASES, DEFAULT_BASIS } from '@/lib/finance/basis';
import { json, type Run } from './command-option';

/** `rules …`: export, import, history and undo. */
export function addRulesCommands(program: Command, run: Run): void {
  const group = program.command('rules').description('what gives every cost its home, and splits what is shared');
  group
    .command('export')
    .description('write the rules that count to a file')
    .addOption(new Option('--format <format>', 'how to write them').choices(['json', 'yaml']))
    .option('--out <file>', 'the file to write; default standard output')
    .addOption(json())
    .action(
      run<import('./rules-command').ExportRulesOptions>(async (environment, output, options) =>
        (await import('./rules-command')).exportRulesCommand(environment, output, options),
      ),
    );
  group
    .command('import <file>')
    .description('put the rules of a JSON or YAML file in the place of those that count')
    .option('--dry-run', 'say what would change, and what each project would pay; store nothing')
    .addOption(new Option('--basis <basis>', 'the cost basis of the dry run').choices(BASES).default(DEFAULT_BASIS))
    .option('--note <text>', 'why, for the history')
    .addOption(json())
    .action(
      run<import('./rules-import-command').ImportRulesOptions>(async (environment, output, options, [file = '']) =>
        (await import('./rules-import-command')).importRulesCommand(environment, output, file, options),
      ),
    );
  group
    .command('history')
    .description('who changed what, the latest first')
    .option('--limit <count>', 'how many changes to tell', '20')
    .addOption(json())
    .action(
      run<{ limit: string }>(async (environment, output, options) =>
        (await import('./rules-command')).rulesHistoryCommand(environment, output, options),
      ),
    );
  group
    .command('undo')
    .description('go back to the rules before the last change; once more brings it back')
    .option('--to <id>', 'to an older set of the history instead; 0 is no rules')
    .option('--dry-run', 'say what would change, and what each project would pay; store nothing')
    .addOption(new Option('--basis <basis>', 'the cost basis of the dry run').choices(BASES).default(DEFAULT_BASIS))
    .addOption(json())
    .action(
      run<import('./rules-import-command').UndoRulesOptions>(async (environment, output, options) =>
        (await import('./rules-import-command')).undoRulesCommand(environment, output, options),
      ),
    );
}
