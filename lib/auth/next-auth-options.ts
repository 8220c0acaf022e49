import type { AuthOptions, User } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { type Environment, readEnvironment } from '@/lib/env';
import { findPerson, recordSignIn } from '@/lib/store/people';
import { beginSession, endSession, removeOldSessions } from '@/lib/store/sessions';
import { log } from '@/lib/telemetry/log';
import { callbackPath } from './callback-path';
import { clientAddress } from './client-address';
import { demoPeopleFor, demoPersonId, demoPersonOf } from './demo-people';
import { isLoopback } from './loopback';
import { oidcProvider } from './oidc-provider';
import { signInByClaims } from './oidc-sign-in';
import { signInByPassword } from './password-sign-in';
import { ABSOLUTE_SECONDS, asksSecurely, jarOf } from './session-cookie';
import { findSessionViewer } from './session-viewer';
import { activeStore, mainStore } from './stores';

type Headers = { get(name: string): string | null };

/** What next-auth puts into the address of the sign-in when a try has to wait: the seconds follow. */
export const WAIT_ERROR = 'TooManyTries.';

/**
 * next-auth for one request. Its JWT carries the id of a row of `Session` and nothing that is believed: who that is and
 * what they may do is looked up at every request. Each sign-in begins a session under a new id.
 */
export async function nextAuthOptions(headers: Headers): Promise<AuthOptions> {
  const environment = readEnvironment();
  const { authSecret, oidc } = environment;
  return {
    ...(authSecret === null ? {} : { secret: authSecret }),
    session: { strategy: 'jwt', maxAge: ABSOLUTE_SECONDS },
    useSecureCookies: asksSecurely(headers),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [
      passwordProvider(headers, environment),
      demoProvider(headers),
      ...(oidc === null ? [] : [await oidcProvider(oidc)]),
    ],
    callbacks: {
      signIn: ({ user, account, profile }) =>
        account?.provider === 'oidc' ? admitClaims(user, { ...profile }, headers, environment) : true,
      jwt: async ({ token, user }) => (user ? { sid: await begin(user.id, headers, environment) } : { sid: token.sid }),
      session: async ({ session }) => {
        const viewer = await findSessionViewer(jarOf(headers), headers, new Date());
        if (!viewer) return { expires: new Date(0).toISOString() };
        return { expires: session.expires, user: { email: viewer.name, role: viewer.role } };
      },
      redirect: ({ url, baseUrl }) =>
        baseUrl + callbackPath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) || '/' : url),
    },
    events: { signOut: ({ token }) => end(token.sid, headers) },
    logger: {
      error: (code, metadata) =>
        log.error({ code, err: metadata instanceof Error ? metadata : metadata.error }, 'next-auth'),
      warn: (code) => log.warn({ code }, 'next-auth'),
      debug: () => undefined,
    },
  };
}

const addressOf = (headers: Headers, { proxies }: Environment): string => clientAddress(headers, proxies);

function passwordProvider(headers: Headers, environment: Environment) {
  return CredentialsProvider({
    id: 'credentials',
    name: 'E-mail and password',
    credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
    authorize: async (given) => {
      const email = String(given?.email ?? '');
      const password = String(given?.password ?? '');
      const tried = { email, password, address: addressOf(headers, environment) };
      const outcome = await signInByPassword(await mainStore(environment), tried, new Date());
      if (outcome.kind === 'wait') throw new Error(`${WAIT_ERROR}${outcome.seconds}`);
      return outcome.kind === 'signed-in' ? { id: outcome.person.id } : null;
    },
  });
}

/** One of the demo's ready people, by a click: while the demo is shown and by no secret, since its books are invented. */
function demoProvider(headers: Headers) {
  return CredentialsProvider({
    id: 'demo',
    name: 'Demo',
    credentials: { person: { label: 'Person', type: 'text' } },
    authorize: async (given) => {
      const person = demoPeopleFor(isLoopback(headers)).find(({ key }) => key === given?.person);
      return person && (await activeStore()).demo ? { id: demoPersonId(person.key) } : null;
    },
  });
}

/** True lets in; a path is where the person reads why not. */
async function admitClaims(
  user: User,
  claims: Readonly<Record<string, unknown>>,
  headers: Headers,
  environment: Environment,
): Promise<true | string> {
  const origin = { address: addressOf(headers, environment) };
  const outcome = await signInByClaims(
    await mainStore(environment),
    claims,
    environment.oidc?.roles ?? {},
    origin,
    new Date(),
  );
  if (outcome.kind !== 'signed-in') {
    log.warn({ ...origin, reason: outcome.kind }, 'a single sign-on was refused');
    return `/sign-in?error=${outcome.kind}`;
  }
  user.id = outcome.person.id;
  return true;
}

/** Begins the session of someone who has just shown who they are; returns its id. */
async function begin(personId: string, headers: Headers, environment: Environment): Promise<string> {
  const main = await mainStore(environment);
  const now = new Date();
  const at = now.toISOString();
  const name = demoPersonOf(personId)?.email ?? (await findPerson(main, personId))?.email ?? personId;
  const address = addressOf(headers, environment);
  const id = await beginSession(
    main,
    {
      ...{ personId, createdAt: at, address, agent: headers.get('user-agent') ?? '' },
      expiresAt: new Date(now.getTime() + ABSOLUTE_SECONDS * 1_000).toISOString(),
    },
    { actor: name, via: 'session', address },
  );
  await recordSignIn(main, personId, at);
  await removeOldSessions(main, new Date(now.getTime() - 90 * 86_400_000).toISOString());
  return id;
}

async function end(sessionId: unknown, headers: Headers): Promise<void> {
  if (typeof sessionId !== 'string') return;
  const environment = readEnvironment();
  const viewer = await findSessionViewer(jarOf(headers), headers, new Date());
  const by = { actor: viewer?.name ?? 'nobody', via: 'session', address: addressOf(headers, environment) } as const;
  await endSession(await mainStore(environment), sessionId, new Date().toISOString(), by);
}
