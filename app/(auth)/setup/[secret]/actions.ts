'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { clientAddress } from '@/lib/auth/client-address';
import { emailFault, plainEmail } from '@/lib/auth/email';
import { hashPassword, passwordFault } from '@/lib/auth/password';
import { mainStore } from '@/lib/auth/stores';
import { readEnvironment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { transaction } from '@/lib/store/database';
import { addPerson } from '@/lib/store/people';
import { isSetupLinkOpen, spendSetupLink } from '@/lib/store/setup-links';

/** What the form says after a try; '' before one. */
export type SetupState = { readonly message: string };

/** Makes the first administrator, once: the link is spent with it. The secret of the link is what lets in. */
export async function makeFirstAdministrator(secret: unknown, _: SetupState, form: FormData): Promise<SetupState> {
  const given = String(secret ?? '');
  const db = await mainStore();
  const now = new Date().toISOString();
  if (!(await isSetupLinkOpen(db, given, now))) return { message: 'This link does not work any more.' };
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const [name, email, password] = [
    text('name').slice(0, 200),
    plainEmail(text('email')),
    String(form.get('password') ?? ''),
  ];
  if (name === '') return { message: 'The name is missing.' };
  const fault = emailFault(email) ?? null;
  if (fault !== null) return { message: `The e-mail ${fault}.` };
  const weakness = passwordFault(password, email);
  if (weakness !== null) return { message: `The password ${weakness}.` };
  const passwordHash = await hashPassword(password);
  const address = clientAddress(await headers(), readEnvironment().proxies);
  const by = { actor: 'link of the first administrator', via: 'machine', address } as const;
  try {
    await transaction(db, async (tx) => {
      await spendSetupLink(tx, given, now);
      await addPerson(tx, { name, email, role: 'admin', scopes: [], passwordHash }, { by, at: now });
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { message: error.message };
  }
  redirect('/sign-in');
}
