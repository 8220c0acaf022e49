import type { Metadata } from 'next';
import { SignInForm } from '@/components/forms/sign-in-form';
import { Mark } from '@/components/shell/mark';
import { CopyText } from '@/components/ui/copy-text';
import { signIn } from './actions';

export const metadata: Metadata = { title: 'Sign in' };

const WAYS = [
  {
    title: 'Make a token on the machine that serves these books',
    command: 'npm run -s subledger -- token create --name "Me" --role admin',
  },
  {
    title: 'Or see the demo company in the browser, on that machine',
    command: 'SUBLEDGER_DEMO=on npm start',
  },
] as const;

/** Where a browser shows that it may read: with a token, until people have accounts of their own. */
export default function SignInPage() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-[640px] content-center gap-6 px-6 py-12">
      <div>
        <p className="mb-6 flex items-center gap-[9px] font-[600] font-serif text-[17px] leading-none">
          <Mark />
          Subledger
        </p>
        <h1>Sign in</h1>
        <p className="mt-3 text-pretty text-ink-2">
          Real books are shown to someone known only. A token says who you are and what you may see.
        </p>
      </div>
      <SignInForm action={signIn} />
      <ul className="grid gap-5">
        {WAYS.map(({ title, command }) => (
          <li key={title} className="grid min-w-0 gap-1.5">
            <h2 className="text-l">{title}</h2>
            <CopyText label={title} text={command} />
          </li>
        ))}
      </ul>
    </main>
  );
}
