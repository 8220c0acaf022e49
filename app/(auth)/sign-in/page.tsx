import type { Metadata } from 'next';
import { Mark } from '@/components/shell/mark';
import { CopyText } from '@/components/ui/copy-text';

export const metadata: Metadata = { title: 'Sign in' };

const WAYS = [
  {
    title: 'Read the books from the command line',
    command: 'npm run -s subledger -- export tree',
  },
  {
    title: 'Make a token for the API, and send it as a bearer token',
    command: 'npm run -s subledger -- token create --name "My script" --role executive',
  },
  {
    title: 'See the demo company in the browser, on the machine that serves it',
    command: 'SUBLEDGER_DEMO=on npm start',
  },
] as const;

/** Why the pages are closed, until people can sign in, and what is open instead. */
export default function SignInPage() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-[640px] content-center gap-6 px-6 py-12">
      <div>
        <p className="mb-6 flex items-center gap-[9px] font-[600] font-serif text-[17px] leading-none">
          <Mark />
          Subledger
        </p>
        <h1>These books are closed to browsers</h1>
        <p className="mt-3 text-pretty text-ink-2">
          People cannot sign in yet, and real books are never shown to someone unknown. Until they can, pages are open
          only for the demo company, in a browser on the machine that serves it.
        </p>
      </div>
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
