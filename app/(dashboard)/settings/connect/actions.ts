'use server';

import { cookies, headers } from 'next/headers';
import { pageActor } from '@/lib/auth/actor';
import { isOfDemo } from '@/lib/auth/demo-people';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { mainStore } from '@/lib/auth/stores';
import { cookieOptions, TOKEN_COOKIE, TOKEN_COOKIE_SECONDS } from '@/lib/auth/token-cookie';
import { requireRole, type Viewer } from '@/lib/auth/viewer';
import { readEnvironment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { listPeople } from '@/lib/store/people';
import { makeSetupLink } from '@/lib/store/setup-links';
import { createToken } from '@/lib/store/tokens';
import { connectPayer } from '@/lib/sync/connect';
import { type ConnectInput, connectFaults } from '@/lib/sync/connect-input';
import { examineCredentials, findPrincipal } from '@/lib/sync/examination';
import { newExternalId, setupTexts } from '@/lib/sync/setup';
import { log } from '@/lib/telemetry/log';

/** What the form sends: texts, as typed. */
export type PayerForm = { name: string; roleArn: string; externalId: string; region: string; historyMonths: string };

export type CheckLine = {
  readonly id: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string | null;
};
export type SetupReply =
  | { readonly kind: 'faults'; readonly faults: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'checked'; readonly checks: readonly CheckLine[]; readonly ok: boolean }
  | {
      readonly kind: 'connected';
      readonly connectionId: string;
      readonly requests: number;
      readonly price: string;
      readonly notices: readonly string[];
      /** Where the first administrator is made; null once somebody can sign in. */
      readonly setup: string | null;
    };

/** The policies to paste, with an external id of their own. @throws AppError `forbidden` unless an administrator asks */
export async function loadSetup(): Promise<{ externalId: string; policy: string; trust: string }> {
  requireRole(await findPageViewer(), ['admin']);
  const externalId = newExternalId();
  return { externalId, ...setupTexts(externalId, null) };
}

/** The trust policy with the principal that this installation asks as; AWS is asked by this act alone. */
export async function nameOurselves(externalId: string): Promise<{ trust: string } | { message: string }> {
  return guarded<{ trust: string } | { message: string }>(
    async () => ({ trust: setupTexts(String(externalId), await findPrincipal()).trust }),
    (message) => ({ message }),
  );
}

/** Runs the checks of `doctor` on what was typed. Nothing is stored. */
export async function checkPayer(form: PayerForm): Promise<SetupReply> {
  return guarded(async () => {
    const input = inputOf(form);
    const faults = faultsOf(input);
    if (faults) return faults;
    const checks = await examineCredentials(await mainStore(), limits(), input);
    return { kind: 'checked', checks: checks.map(lineOf), ok: checks.every(({ ok, blocking }) => ok || !blocking) };
  }, refusal);
}

/** Connects the payer, when its checks pass, and says what the first sync would cost. */
export async function connect(form: PayerForm): Promise<SetupReply> {
  return guarded(async (viewer) => {
    const input = inputOf(form);
    const faults = faultsOf(input);
    if (faults) return faults;
    await requireOwnAdministrator(viewer);
    const how = { ...limits(), actor: await pageActor(viewer) };
    const outcome = await connectPayer(await mainStore(), input, how);
    if (outcome.kind === 'refused') return { kind: 'checked', checks: outcome.checks.map(lineOf), ok: false };
    await signInAfterDemo();
    const { requests, price, notices } = outcome.plan;
    return {
      kind: 'connected',
      connectionId: outcome.connection.id,
      requests,
      price,
      notices: notices.map(({ message }) => message),
      setup: await setupPath(),
    };
  }, refusal);
}

/** The demo's administrator is anyone on this machine, and begins the real books only while they are nobody's yet. */
async function requireOwnAdministrator(viewer: Viewer): Promise<void> {
  if (!isOfDemo(viewer) || (await listPeople(await mainStore())).length === 0) return;
  throw new AppError('forbidden', 'There are people of your own already: one who administrates connects AWS.', {
    fix: 'Sign in with e-mail and password first.',
  });
}

/** A link that makes the first administrator, once within a day; null once somebody can sign in. */
async function setupPath(): Promise<string | null> {
  const [main, now] = [await mainStore(), new Date()];
  if ((await listPeople(main)).length > 0) return null;
  const end = new Date(now.getTime() + 86_400_000).toISOString();
  return `/setup/${await makeSetupLink(main, now.toISOString(), end)}`;
}

/**
 * The demo ends with the first real connection, and with it the pages that were open to this machine. Whoever connected
 * it from there goes on as an administrator, for a working day.
 */
async function signInAfterDemo(): Promise<void> {
  const viewer = await findPageViewer().catch(() => null);
  if (viewer && viewer.via !== 'demo') return;
  const expiresAt = new Date(Date.now() + TOKEN_COOKIE_SECONDS * 1_000).toISOString();
  const { token } = await createToken(await mainStore(), {
    name: `first set-up ${expiresAt}`,
    role: 'admin',
    scopes: [],
    expiresAt,
    ...(viewer ? { by: await pageActor(viewer) } : {}),
  });
  (await cookies()).set(TOKEN_COOKIE, token, cookieOptions(await headers()));
}

const refusal = (message: string): SetupReply => ({ kind: 'refused', message });
const limits = () => ({ cap: readEnvironment().monthlyRequestCap, endpoint: null });
const lineOf = ({ id, ok, detail, fix }: CheckLine): CheckLine => ({ id, ok, detail, fix });

const inputOf = ({ name, roleArn, externalId, region, historyMonths }: PayerForm): ConnectInput => {
  const given = (text: string) => String(text).trim() || null;
  return {
    name: String(name).trim(),
    roleArn: given(roleArn),
    externalId: given(roleArn) === null ? null : given(externalId),
    region: given(region),
    historyMonths: Number(historyMonths),
  };
};

function faultsOf(input: ConnectInput): SetupReply | null {
  const faults = connectFaults(input);
  return faults.length === 0
    ? null
    : { kind: 'faults', faults: Object.fromEntries(faults.map(({ field, message }) => [field, message])) };
}

/** For administrators only. A refusal that can be expected is told; the rest is a fault of ours. */
async function guarded<T>(work: (viewer: Viewer) => Promise<T>, told: (message: string) => T): Promise<T> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin']);
    return await work(viewer);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') {
      log.error({ err: error }, 'the set-up failed');
      throw error;
    }
    return told([error.message, error.fix].filter(Boolean).join(' '));
  }
}
