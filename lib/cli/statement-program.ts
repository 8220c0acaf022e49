import { type Command, Option } from 'commander';
import { BASES, DEFAULT_BASIS } from '@/lib/finance/basis';
import { PERIOD_KINDS, TIME_STEPS } from '@/lib/finance/statement/period';
import { COMPARISONS } from '@/lib/finance/statement/query';
import { json, named, type Run } from './command-option';

/** Adds `export statement`. */
export function addStatementCommand(group: Command, run: Run): void {
  const option = (flags: string, words: string, choices: readonly string[]) =>
    new Option(flags, words).choices([...choices]);
  group
    .command('statement')
    .description('accounts, projects or units side by side, from revenue to result')
    .addOption(named())
    .option(
      '--column <key>',
      'such as project:checkout, repeats; default the projects with the most cost',
      collected,
      [],
    )
    .option('--month <month>', 'one month; default the last full one')
    .option('--from <month>', 'the first month')
    .option('--to <month>', 'the month after the last one')
    .addOption(option('--by <step>', 'steps of time as columns, of the one column', TIME_STEPS))
    .addOption(option('--period <kind>', 'what the range is', PERIOD_KINDS).default('custom'))
    .addOption(option('--compare <with>', 'what every figure is compared with', COMPARISONS))
    .addOption(option('--units <when>', 'OUs as they were or as they are', ['then', 'now']).default('then'))
    .addOption(
      option('--view <view>', 'closed months as closed or as restated', ['closed', 'restated']).default('closed'),
    )
    .addOption(option('--basis <basis>', 'the cost basis', BASES).default(DEFAULT_BASIS))
    .addOption(option('--format <format>', 'how to write it', ['csv', 'xlsx', 'json']).default('csv'))
    .option('--out <file>', 'the file to write; default standard output')
    .addOption(json())
    .action(
      run<import('./export-statement-command').StatementOptions>(async (environment, output, options) =>
        (await import('./export-statement-command')).exportStatementCommand(environment, output, options),
      ),
    );
}

const collected = (text: string, before: readonly string[]): string[] => [...before, text];
