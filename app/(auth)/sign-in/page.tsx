import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { SignInForm } from '@/components/forms/sign-in-form';
import { CopyText } from '@/components/ui/copy-text';
import { callbackPath } from '@/lib/auth/callback-path';
import { loadSignIn } from '@/lib/auth/sign-in-choices';
import type { SearchParams } from '@/lib/reports/query';
import { Door } from '../door';
import { signIn } from './actions';
import { signInError } from './sign-in-error';
import { DemoSignIn, PasswordSignIn, SingleSignOn } from './sign-in-panel';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<SearchParams> };

const WAYS = [
  {
    title: 'A person with a password',
    command: 'npm run -s subledger -- user add --email you@example.com --role admin',
  },
  { title: 'A token', command: 'npm run -s subledger -- token create --name "Me" --role admin' },
  { title: 'Or see the demo company on that machine', command: 'SUBLEDGER_DEMO=on npm start' },
] as const;

/** Where a browser says who it is: a ready person of the demo, single sign-on, e-mail and password, or a token. */
export default async function SignInPage({ searchParams }: Props) {
  const params = await searchParams;
  const text = (name: string) => [params[name]].flat()[0];
  const callbackUrl = callbackPath(text('callbackUrl'));
  const { demoPeople, singleSignOn, hasPeople } = await loadSignIn(await headers());
  const error = signInError(text('error'));
  const way = text('with') === 'token' || (text('with') === undefined && !hasPeople) ? 'token' : 'password';
  const tab = (to: 'password' | 'token', label: string) => (
    <Link
      href={`/sign-in?${new URLSearchParams({ with: to, callbackUrl })}`}
      aria-current={way === to ? 'page' : undefined}
      className="-mb-px border-transparent border-b-2 py-2 text-ink-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-[560] aria-[current]:text-ink"
    >
      {label}
    </Link>
  );
  return (
    <Door title="Sign in" lead="Real books are shown to people who are known only.">
      {error !== '' && (
        <p role="alert" className="border-negative border-l-[3px] bg-negative-soft px-3.5 py-2">
          {error}
        </p>
      )}
      {demoPeople.length > 0 && <DemoSignIn people={demoPeople} callbackUrl={callbackUrl} />}
      {singleSignOn && <SingleSignOn callbackUrl={callbackUrl} />}
      <div className="grid gap-4">
        <nav aria-label="Ways to sign in" className="flex gap-5 border-rule border-b">
          {tab('password', 'Password')}
          {tab('token', 'Token')}
        </nav>
        {way === 'password' ? (
          <PasswordSignIn callbackUrl={callbackUrl} />
        ) : (
          <SignInForm action={signIn} callbackUrl={callbackUrl} />
        )}
      </div>
      {!hasPeople && (
        <section className="grid gap-4">
          <p className="text-ink-2">
            Nobody can sign in with a password yet. The server prints a link for the first administrator when it starts;
            these commands work too, on the machine that serves the books:
          </p>
          <ul className="grid gap-4">
            {WAYS.map(({ title, command }) => (
              <li key={title} className="grid min-w-0 gap-1.5">
                <h2 className="text-l">{title}</h2>
                <CopyText label={title} text={command} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Door>
  );
}
