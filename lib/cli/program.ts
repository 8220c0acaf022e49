import { Command, Option } from 'commander';
import { ROLES } from '@/lib/auth/roles';
import { readEnvironment } from '@/lib/env';
import { BASES, DEFAULT_BASIS } from '@/lib/finance/basis';
import { addAuditCommands } from './audit-program';
import { addBackupCommands } from './backup-program';
import { json, named, type Run, type Work } from './command-option';
import type { ConnectOptions } from './connect-command';
import { addImportCommands } from './import-program';
import { createOutput, UsageError } from './output';
import { addReviewCommand } from './review-program';
import { addRulesCommands } from './rules-program';
import { addStatementCommand } from './statement-program';
import { addUserCommands } from './user-program';

const NAME = 'npm run -s subledger --';

/** The commands of `contract.md` that exist; `exit` takes a command's exit code. */
export function createProgram(exit: (code: number) => void): Command {
  const program = new Command('subledger')
    .usage('<command> [options]')
    .description('Keeps AWS accounts as a set of books.')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .showHelpAfterError(`Help: ${NAME} help`)
    .exitOverride();
  const run = <Options>(work: Work<Options>) => runner(work, exit);

  addPayerCommands(program, run);
  addImportCommands(program, run);
  addRulesCommands(program, run);
  addUserCommands(program, run);
  addTokenCommands(program, run);
  addExportCommands(program, run);
  addConnectionCommands(program, run);
  addMonthCommands(program, run);
  addAuditCommands(program, run);
  addBackupCommands(program, run);
  addReviewCommand(program, run);
  for (const group of program.commands.filter(({ commands }) => commands.length > 0))
    refuseUnknown(group, group.name());
  refuseUnknown(program, null);
  return program;
}

const namesOf = (command: Command): string =>
  command.commands
    .map((each) => each.name())
    .filter((name) => name !== 'help')
    .join(', ');

function runner<Options>(work: Work<Options>, exit: (code: number) => void) {
  return async (...args: unknown[]): Promise<void> => {
    const command = args.at(-1);
    if (!(command instanceof Command)) throw new TypeError('commander gives the command last');
    const options = command.opts<Options & { json?: boolean }>();
    const output = createOutput(options.json ?? false);
    exit(await work(readEnvironment(), output, options, command.processedArgs.flat().map(String)));
  };
}

function addPayerCommands(program: Command, run: Run): void {
  program
    .command('connect')
    .description('add a payer, after the checks of doctor')
    .requiredOption('--name <name>', 'what to call it')
    .option('--role-arn <arn>', "a role in the payer's account to assume")
    .option('--external-id <id>', 'the external id that its trust policy asks for')
    .option('--region <region>', 'a region of its partition')
    .option('--history-months <months>', 'months to read, 14 to 38', wholeNumber)
    .addOption(json())
    .action(
      run<ConnectOptions>(async (environment, output, options) =>
        (await import('./connect-command')).connectCommand(environment, output, options),
      ),
    );
  program
    .command('doctor')
    .description('check everything that a sync needs, and say the fix')
    .addOption(named())
    .addOption(json())
    .action(
      run<{ connection?: string }>(async (environment, output, options) =>
        (await import('./doctor-command')).doctorCommand(environment, output, options),
      ),
    );
  program
    .command('plan')
    .description('the requests that a sync would make now, and their price')
    .addOption(named())
    .option('--full', 'as if every month were read again')
    .addOption(json())
    .action(
      run<{ connection?: string; full?: boolean }>(async (environment, output, options) =>
        (await import('./plan-command')).planCommand(environment, output, options),
      ),
    );
  program
    .command('sync')
    .description('pull what is due from AWS')
    .addOption(named())
    .option('--full', 'read every month again')
    .addOption(json())
    .action(
      run<{ connection?: string; full?: boolean }>(async (environment, output, options) =>
        (await import('./sync-command')).syncCommand(environment, output, options),
      ),
    );
}

function addTokenCommands(program: Command, run: Run): void {
  const group = program.command('token').description('tokens of the API');
  group
    .command('create')
    .description('make one; it is shown this once')
    .requiredOption('--name <name>', 'what to call it')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option(
      '--scope <scope>',
      'account:<id>, ou:<id> or project:<id>; may be given again',
      (text: string, all: string[]) => [...all, text],
      [],
    )
    .option('--expires-in-days <days>', 'after how many days it ends; never when left out')
    .addOption(json())
    .action(
      run<import('./token-command').TokenOptions>(async (environment, output, options) =>
        (await import('./token-command')).createTokenCommand(environment, output, options),
      ),
    );
  group
    .command('list')
    .description('all tokens, without their secrets')
    .addOption(json())
    .action(
      run(async (environment, output) => (await import('./token-command')).listTokensCommand(environment, output)),
    );
  group
    .command('revoke <token>')
    .description('end one, by name or id')
    .addOption(json())
    .action(
      run(async (environment, output, _options, [token = '']) =>
        (await import('./token-command')).revokeTokenCommand(environment, output, token),
      ),
    );
}

function addExportCommands(program: Command, run: Run): void {
  const group = program.command('export').description('write what a screen shows to a file');
  group
    .command('tree')
    .description('the account tree with own and rolled-up cost')
    .addOption(named())
    .option('--month <month>', 'one month; default the last full one')
    .option('--from <month>', 'the first month')
    .option('--to <month>', 'the month after the last one')
    .addOption(new Option('--basis <basis>', 'the cost basis').choices(BASES).default(DEFAULT_BASIS))
    .addOption(new Option('--format <format>', 'how to write it').choices(['csv', 'json']).default('csv'))
    .option('--out <file>', 'the file to write; default standard output')
    .addOption(json())
    .action(
      run<import('./export-command').TreeOptions>(async (environment, output, options) =>
        (await import('./export-command')).exportTreeCommand(environment, output, options),
      ),
    );
  addStatementCommand(group, run);
  group
    .command('explain')
    .description('everything that a month is made of, as a ZIP of CSV files that add up')
    .addOption(named())
    .requiredOption('--month <month>', 'the month')
    .requiredOption('--out <file>', 'the file to write')
    .action(
      run<import('./export-explain-command').ExplainOptions>(async (environment, output, options) =>
        (await import('./export-explain-command')).exportExplainCommand(environment, output, options),
      ),
    );
  for (const [file, title] of [
    ['ledger', 'the slices: account by home and charge class, with what shared cost moved'],
    ['focus', 'the books as a bill by FOCUS 1.2'],
  ] as const) {
    const command = group
      .command(file)
      .description(`${title}, as CSV`)
      .addOption(named())
      .option('--month <month>', 'one month; default the last full one')
      .option('--from <month>', 'the first month')
      .option('--to <month>', 'the month after the last one')
      .option('--out <file>', 'the file to write; default standard output');
    if (file === 'ledger')
      command.addOption(new Option('--basis <basis>', 'the cost basis').choices(BASES).default(DEFAULT_BASIS));
    command.action(
      run<import('./export-ledger-command').LedgerOptions>(async (environment, output, options) =>
        (await import('./export-ledger-command')).exportLedgerCommand(environment, output, file, options),
      ),
    );
  }
}

function addConnectionCommands(program: Command, run: Run): void {
  const group = program.command('connection').description('what is connected');
  group
    .command('list')
    .description('the connections and their last sync')
    .addOption(json())
    .action(
      run(async (environment, output) =>
        (await import('./connection-command')).listConnectionsCommand(environment, output),
      ),
    );
  group
    .command('remove <connection>')
    .description('remove a connection and all its figures')
    .addOption(json())
    .action(
      run(async (environment, output, _options, [connection = '']) =>
        (await import('./connection-command')).removeConnectionCommand(environment, output, connection),
      ),
    );
}

/** A group alone, or with a word that it does not know, is wrong use that lists what there is. */
function refuseUnknown(group: Command, name: string | null): void {
  group
    .allowExcessArguments()
    .allowUnknownOption()
    .action(() => {
      const [given] = group.args;
      const fault =
        given === undefined
          ? `Say ${name ? `what to ${name}` : 'a command'}`
          : `There is no ${name ?? 'command'} ${given}`;
      throw new UsageError(`${fault}. There are: ${namesOf(group)}.\nHelp: ${NAME} help`);
    });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new UsageError(`--history-months ${text} is not a whole number from 14 to 38.`);
  return Number(text);
}

function addMonthCommands(program: Command, run: Run): void {
  for (const [name, title] of [
    ['close', 'freeze a month: its figures, rules and inputs stay'],
    ['reopen', 'open a closed month again'],
  ] as const) {
    const command = program.command(`${name} <month>`).description(title).addOption(named());
    if (name === 'close') command.option('--force', 'close it although it is estimated or does not add up');
    command
      .option('--reason <text>', 'why; needed with --force')
      .addOption(json())
      .action(
        run<import('./close-command').CloseOptions>(async (environment, output, options, [month = '']) => {
          const { closeCommand, reopenCommand } = await import('./close-command');
          return (name === 'close' ? closeCommand : reopenCommand)(environment, output, month, options);
        }),
      );
  }
}
