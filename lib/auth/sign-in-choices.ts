import { readEnvironment } from '@/lib/env';
import { listPeople } from '@/lib/store/people';
import { isSetupLinkOpen } from '@/lib/store/setup-links';
import { type DemoPerson, demoPeopleFor } from './demo-people';
import { isLoopback } from './loopback';
import { activeStore, mainStore } from './stores';

type Headers = { get(name: string): string | null };

/** Who may sign in how, as the screen offers it. */
export type SignInChoices = {
  readonly demoPeople: readonly DemoPerson[];
  readonly singleSignOn: boolean;
  /** False until somebody can sign in. */
  readonly hasPeople: boolean;
};

export async function loadSignIn(headers: Headers): Promise<SignInChoices> {
  const { oidc } = readEnvironment();
  const [{ demo }, people] = await Promise.all([activeStore(), mainStore().then(listPeople)]);
  return {
    demoPeople: demo ? demoPeopleFor(isLoopback(headers)) : [],
    singleSignOn: oidc !== null,
    hasPeople: people.length > 0,
  };
}

/** True while the link of the first administrator works. */
export const isSetupOpen = async (secret: string, now: Date): Promise<boolean> =>
  isSetupLinkOpen(await mainStore(), secret, now.toISOString());
