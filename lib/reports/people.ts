import { isOfDemo } from '@/lib/auth/demo-people';
import { requireViewer } from '@/lib/auth/page-viewer';
import { mainStore } from '@/lib/auth/stores';
import { isAdministrator, type Viewer } from '@/lib/auth/viewer';
import { readEnvironment } from '@/lib/env';
import { listPeople, type Person } from '@/lib/store/people';
import { type ApiToken, listTokens } from '@/lib/store/tokens';

export type PeopleReport =
  | { readonly kind: 'restricted' }
  | {
      readonly kind: 'people';
      readonly people: readonly Person[];
      /** Those that still let in, the newest first. */
      readonly tokens: readonly ApiToken[];
      /** The person who looks; null for a token. */
      readonly ownId: string | null;
      /** False in the demo: people and tokens are of the real books, which outlive it. */
      readonly mayChange: boolean;
      readonly singleSignOn: boolean;
    };

/** Who may sign in, and the tokens, for administrators alone. */
export async function loadPeople(): Promise<PeopleReport> {
  return reportPeople(await requireViewer(), new Date());
}

export async function reportPeople(viewer: Viewer, now: Date): Promise<PeopleReport> {
  if (!isAdministrator(viewer)) return { kind: 'restricted' };
  const main = await mainStore();
  const [people, tokens] = await Promise.all([listPeople(main), listTokens(main)]);
  const at = now.toISOString();
  return {
    kind: 'people',
    people,
    tokens: tokens.filter((each) => each.revokedAt === null && (each.expiresAt ?? '9') > at).reverse(),
    ownId: viewer.person?.id ?? null,
    mayChange: !isOfDemo(viewer),
    singleSignOn: readEnvironment().oidc !== null,
  };
}
