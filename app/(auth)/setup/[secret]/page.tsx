import type { Metadata } from 'next';
import { FirstAdministratorForm } from '@/components/forms/first-administrator-form';
import { CopyText } from '@/components/ui/copy-text';
import { LinkButton } from '@/components/ui/link-button';
import { isSetupOpen } from '@/lib/auth/sign-in-choices';
import { Door } from '../../door';
import { makeFirstAdministrator } from './actions';

export const metadata: Metadata = { title: 'First administrator', referrer: 'no-referrer' };

type Props = { params: Promise<{ secret: string }> };

/** The one-time link that a start without people prints: who opens it makes the first administrator. */
export default async function SetupPage({ params }: Props) {
  const { secret } = await params;
  if (await isSetupOpen(secret, new Date())) {
    return (
      <Door
        title="First administrator"
        lead="Nobody can sign in yet. Who you enter here may do and see everything, and adds the others. This link works once."
      >
        <FirstAdministratorForm action={makeFirstAdministrator.bind(null, secret)} />
      </Door>
    );
  }
  return (
    <Door
      title="This link does not work any more"
      lead="It was used, it is older than a day, or a later start made a new one. People can also be added on the machine that serves the books:"
    >
      <CopyText label="Add a person" text="npm run -s subledger -- user add --email you@example.com --role admin" />
      <div>
        <LinkButton href="/sign-in">Sign in</LinkButton>
      </div>
    </Door>
  );
}
