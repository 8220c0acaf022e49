import { text } from 'node:stream/consumers';
import { emailFault, plainEmail } from '@/lib/auth/email';
import { hashPassword, passwordFault } from '@/lib/auth/password';
import type { Role } from '@/lib/auth/roles';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { Database } from '@/lib/store/database';
import { addPerson, changePerson, findPersonByEmail, listPeople, type Person, removePerson } from '@/lib/store/people';
import { withMainBooks } from './books';
import { EXIT, type Output, tableText, UsageError } from './output';
import { scopesOf } from './token-command';

export type UserOptions = { readonly role: Role; readonly scope: readonly string[] };
export type NewUserOptions = UserOptions & { readonly email: string; readonly name?: string };

/** A person as the command line tells of them: nothing that lets in. */
const shown = ({ id, email, name, role, scopes, hasPassword, createdAt, lastSignInAt }: Person) => ({
  ...{ id, email, name, role, scopes },
  signsIn: hasPassword ? 'password' : 'single sign-on',
  ...{ createdAt, lastSignInAt },
});

/**
 * `user add`: someone who signs in with the password on standard input; with none there, by single sign-on under a verified
 * e-mail.
 */
export async function addUserCommand(
  environment: Environment,
  output: Output,
  options: NewUserOptions,
): Promise<number> {
  const email = plainEmail(options.email);
  const fault = emailFault(email);
  if (fault !== null) throw new UsageError(`--email ${fault}`);
  const scopes = scopesOf(options);
  const name = options.name?.trim() || email;
  if (options.role === 'viewer' && scopes.length === 0) output.say('A viewer without a --scope sees nothing.');
  const password = await readPassword(output);
  if (password === '' && environment.oidc === null) {
    throw new UsageError('The password is missing: it is read from standard input, and there is no single sign-on.');
  }
  const weakness = password === '' ? null : passwordFault(password, email);
  if (weakness !== null) throw new UsageError(`The password ${weakness}.`);
  const passwordHash = password === '' ? null : await hashPassword(password);
  return withMainBooks(environment, output, async ({ db }) => {
    const person = await addPerson(db, { email, name, role: options.role, scopes, passwordHash });
    output.answer(shown(person), () => `${email} may sign in as ${options.role}.`);
    return EXIT.done;
  });
}

/** What stands on standard input, without the line end that `echo` adds. On a terminal the line that is typed. */
async function readPassword(output: Output): Promise<string> {
  if (process.stdin.isTTY) output.say('Type the password, then Enter and Ctrl-D. It is shown while you type.');
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}

/** `user list`: everyone who may sign in. */
export async function listUsersCommand(environment: Environment, output: Output): Promise<number> {
  return withMainBooks(environment, output, async ({ db }) => {
    const rows = (await listPeople(db)).map(shown);
    output.answer({ rows }, () =>
      rows.length === 0
        ? 'No people yet.'
        : tableText(
            ['e-mail', 'name', 'role', 'scopes', 'signs in by', 'last sign-in'],
            rows.map((row) => [
              ...[row.email, row.name, row.role, row.scopes.join(' ') || '–', row.signsIn],
              row.lastSignInAt?.slice(0, 10) ?? 'never',
            ]),
          ),
    );
    return EXIT.done;
  });
}

/** `user role`: what a person may do from their next request on. */
export async function changeUserCommand(
  environment: Environment,
  output: Output,
  email: string,
  options: UserOptions,
): Promise<number> {
  const scopes = scopesOf(options);
  return withMainBooks(environment, output, async ({ db }) => {
    const { id } = await personOf(db, email);
    const person = await changePerson(db, id, { role: options.role, scopes, roleFrom: 'here' }, 'nobody');
    output.answer(shown(person), () => `${person.email} is ${options.role} from now on.`);
    return EXIT.done;
  });
}

/** `user remove`: from now on the person is refused, and signed out everywhere. */
export async function removeUserCommand(environment: Environment, output: Output, email: string): Promise<number> {
  return withMainBooks(environment, output, async ({ db }) => {
    const person = await removePerson(db, (await personOf(db, email)).id, 'nobody');
    output.answer({ removed: person.email }, () => `${person.email} is removed.`);
    return EXIT.done;
  });
}

async function personOf(db: Database, emailOrId: string): Promise<Person> {
  const found = await findPersonByEmail(db, plainEmail(emailOrId));
  if (found && found.person.removedAt === null) return found.person;
  const byId = (await listPeople(db)).find(({ id }) => id === emailOrId);
  if (byId) return byId;
  throw new AppError('not-found', `There is no person ${emailOrId}.`, { fix: 'See `user list`.' });
}
