import { type Command, Option } from 'commander';
import { ROLES } from '@/lib/auth/roles';
import { json, type Run } from './command-option';

/** A new one for each command. */
export const roleOption = () => new Option('--role <role>', 'what they may do').choices(ROLES).makeOptionMandatory();

const SCOPES = ['--scope <scope>', 'account:<id>, ou:<id> or project:<id>; may be given again'] as const;
const another = (text: string, all: string[]): string[] => [...all, text];

/** `user …`: the people who sign in. */
export function addUserCommands(program: Command, run: Run): void {
  const group = program.command('user').description('people who sign in');
  group
    .command('add')
    .description('add one; the password is read from standard input')
    .requiredOption('--email <email>', 'what they sign in with')
    .option('--name <name>', 'what to call them; the e-mail when left out')
    .addOption(roleOption())
    .option(...SCOPES, another, [])
    .addOption(json())
    .action(
      run<import('./user-command').NewUserOptions>(async (environment, output, options) =>
        (await import('./user-command')).addUserCommand(environment, output, options),
      ),
    );
  group
    .command('list')
    .description('everyone who may sign in')
    .addOption(json())
    .action(run(async (environment, output) => (await import('./user-command')).listUsersCommand(environment, output)));
  group
    .command('role <email>')
    .description('say what someone may do from now on')
    .addOption(roleOption())
    .option(...SCOPES, another, [])
    .addOption(json())
    .action(
      run<import('./user-command').UserOptions>(async (environment, output, options, [email = '']) =>
        (await import('./user-command')).changeUserCommand(environment, output, email, options),
      ),
    );
  group
    .command('remove <email>')
    .description('end what someone may do, and sign them out everywhere')
    .addOption(json())
    .action(
      run(async (environment, output, _options, [email = '']) =>
        (await import('./user-command')).removeUserCommand(environment, output, email),
      ),
    );
}
