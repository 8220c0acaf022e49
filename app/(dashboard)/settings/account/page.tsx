import type { Metadata } from 'next';
import { OwnPasswordForm } from '@/components/people/own-password-form';
import { roleName, scopeText } from '@/components/people/person-row';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatInstant } from '@/lib/format/time';
import { loadOwnSignIn, type OwnSignIn } from '@/lib/reports/own-sign-in';
import { signOut } from '../../../(auth)/sign-in/actions';
import { changeOwnPassword, signOutOfAll } from './actions';

export const metadata: Metadata = { title: 'Your sign-in' };

/** Who one is here, where one is signed in, and how to end that. */
export default async function AccountPage() {
  const own = await loadOwnSignIn();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <section className="grid gap-3">
        <p>{introduction(own)}</p>
        <div className="flex flex-wrap gap-2">
          {own.via === 'demo' ? (
            <LinkButton href="/sign-in">Sign in as someone</LinkButton>
          ) : (
            <form action={signOut}>
              <Button type="submit">Sign out</Button>
            </form>
          )}
          {own.sessions.length > 0 && (
            <form action={signOutOfAll}>
              <Button type="submit">Sign out everywhere</Button>
            </form>
          )}
        </div>
      </section>
      {own.sessions.length > 0 && (
        <section className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
          <h2>Where you are signed in</h2>
          <Sessions sessions={own.sessions} />
          <p className="text-ink-2 text-s">
            A session ends when it is not used for twelve hours, and after seven days.
          </p>
        </section>
      )}
      {own.hasPassword && (
        <section className="grid gap-2.5">
          <h2>Password</h2>
          <OwnPasswordForm action={changeOwnPassword} />
        </section>
      )}
    </div>
  );
}

function introduction({ name, role, via, scopes }: OwnSignIn): string {
  if (via === 'demo')
    return 'The demo is open on this machine without a sign-in, with everything an administrator sees.';
  const how = via === 'token' ? `with the token ${name}` : `as ${name}`;
  if (via === 'token') return `You are signed in ${how}: ${roleName(role)}.`;
  return `You are signed in ${how}: ${roleName(role)}, who sees ${scopeText(role, scopes)}.`;
}

function Sessions({ sessions }: Pick<OwnSignIn, 'sessions'>) {
  return (
    <Sheet label="Where you are signed in">
      <thead>
        <tr>
          <HeadCell>Signed in</HeadCell>
          <HeadCell>Last used</HeadCell>
          <HeadCell>From</HeadCell>
          <HeadCell className="w-full">Browser</HeadCell>
        </tr>
      </thead>
      <tbody>
        {sessions.map(({ hash, createdAt, lastSeenAt, address, agent, isThis }) => (
          <BodyRow key={hash}>
            <BodyCell className="whitespace-nowrap">
              {formatInstant(createdAt)} {isThis && <Badge tone="good">this one</Badge>}
            </BodyCell>
            <BodyCell className="whitespace-nowrap">{formatInstant(lastSeenAt)}</BodyCell>
            <BodyCell className="whitespace-nowrap">{address || '–'}</BodyCell>
            <BodyCell className="min-w-64 py-1 text-ink-2 [overflow-wrap:anywhere]">{agent || '–'}</BodyCell>
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}
