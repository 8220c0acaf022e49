import { type Command, Option } from 'commander';
import { BASES, DEFAULT_BASIS } from '@/lib/finance/basis';
import { json, named, type Run } from './command-option';

/** Adds `review`. */
export function addReviewCommand(program: Command, run: Run): void {
  program
    .command('review')
    .description('where the account structure hurts: findings, evidence and what is at stake')
    .addOption(named())
    .option('--month <month>', 'one month; default the last full one, with the organization of today')
    .option('--from <month>', 'the first month')
    .option('--to <month>', 'the month after the last one')
    .addOption(new Option('--basis <basis>', 'the cost basis').choices(BASES).default(DEFAULT_BASIS))
    .addOption(json())
    .action(
      run<import('./review-command').ReviewOptions>(async (environment, output, options) =>
        (await import('./review-command')).reviewCommand(environment, output, options),
      ),
    );
}
