import type { Metadata } from 'next';
import { PeopleBoard } from '@/components/people/people-board';
import { TokenBoard } from '@/components/people/token-board';
import { Caution } from '@/components/ui/caution';
import { loadPeople } from '@/lib/reports/people';
import { AdministratorsOnly } from '../administrators-only';
import { addSomeone, changeSomeone, endToken, makeToken, removeSomeone, signOutSomeone } from './actions';

export const metadata: Metadata = { title: 'People' };

export default async function PeoplePage() {
  const report = await loadPeople();
  if (report.kind === 'restricted') return <AdministratorsOnly>People and tokens are kept here.</AdministratorsOnly>;
  const { people, tokens, ownId, mayChange, singleSignOn } = report;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {!mayChange && (
        <Caution>
          People and tokens are of your own books, which outlive the demo: an administrator who is signed in adds them,
          or <code>npm run -s subledger -- user add</code> on this machine.
        </Caution>
      )}
      <PeopleBoard
        rows={people.map(({ id, email, name, role, scopes, roleFrom, hasPassword, subject, lastSignInAt }) => ({
          ...{ id, email, name, role, scopes, lastSignInAt },
          fromProvider: roleFrom === 'provider',
          signsIn: [hasPassword && 'password', (subject !== null || !hasPassword) && 'single sign-on']
            .filter(Boolean)
            .join(', '),
          isYou: id === ownId,
        }))}
        {...{ mayChange, singleSignOn }}
        actions={{ add: addSomeone, change: changeSomeone, remove: removeSomeone, signOut: signOutSomeone }}
      />
      <TokenBoard
        rows={tokens.map(({ id, name, role, scopes, createdAt, expiresAt, lastUsedAt }) => ({
          ...{ id, name, role, scopes, createdAt, expiresAt, lastUsedAt },
        }))}
        mayChange={mayChange}
        actions={{ make: makeToken, end: endToken }}
      />
    </div>
  );
}
