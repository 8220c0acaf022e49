import { isIP } from 'node:net';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Cron } from 'croner';
import { z } from 'zod';
import { AppError, type FieldError } from './errors';

/** When the demo company is shown; `auto` is: while the store has no connection of its own. */
export type DemoChoice = 'on' | 'off' | 'auto';

/** The checked environment (`contract.md`, Environment). */
export type Environment = {
  /** `file:` and an absolute path, or `postgresql://…` as given. */
  readonly databaseUrl: string;
  /** The SQLite file; null with PostgreSQL. */
  readonly databasePath: string | null;
  /** The demo's own SQLite file as a URL: `demo.db` beside the store's, or in `data/` with PostgreSQL. */
  readonly demoDatabaseUrl: string;
  /** Null when the starter has to make one and keep it beside the SQLite file. */
  readonly authSecret: string | null;
  /** Without a slash at its end. Null on localhost, where the request says it. */
  readonly publicUrl: string | null;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** What values of its groups and roles claims mean here: `{ "Ledger admins": ["subledger:admin"] }`. */
    readonly roles: Readonly<Record<string, readonly string[]>>;
  } | null;
  readonly demo: DemoChoice;
  /** API requests per minute and token. */
  readonly apiRate: number;
  /** In UTC; null turns the daily sync off. */
  readonly syncCron: string | null;
  /** Billed Cost Explorer requests per connection and calendar month; 0 allows none. */
  readonly monthlyRequestCap: number;
  readonly port: number;
  /** What was asked for; null leaves it to the mode: `listenHost`. */
  readonly host: string | null;
  /** Reverse proxies in front of this server, each of which adds the address that it was asked from. */
  readonly proxies: number;
  /** What a monitor sends as a bearer token to read the metrics and nothing else; null leaves them to administrators. */
  readonly metricsToken: string | null;
  /** Internal: where the starter's sandbox answers for the demo. Null when this server shows no demo. */
  readonly demoEndpoint: string | null;
};

type Source = Readonly<Record<string, string | undefined>>;

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1', '[::1]'];
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

const whole = (least: number, most: number, example: string) =>
  z
    .string()
    .regex(/^\d{1,12}$/, `is not a whole number; example: ${example}`)
    .transform(Number)
    .refine((count) => count >= least && count <= most, `is not between ${least} and ${most}; example: ${example}`);

const webAddress = (example: string) =>
  z.string().refine((text) => webUrl(text) !== null, `is not an http or https address; example: ${example}`);

const SECRET = z.string().min(16, 'is shorter than 16 characters; make one with: openssl rand -base64 32');
const DATABASE_EXAMPLES = 'examples: file:./data/subledger.db or postgresql://user:password@host:5432/subledger';

const ROLES_EXAMPLE = '{"Ledger admins":"subledger:admin","Team Checkout":["subledger:viewer","project:checkout"]}';

const VARIABLES = z
  .object({
    DATABASE_URL: z.string().superRefine((url, context) => {
      const fault = databaseFault(url);
      if (fault) context.addIssue({ code: 'custom', message: `${fault}; ${DATABASE_EXAMPLES}` });
    }),
    AUTH_SECRET: SECRET,
    NEXTAUTH_SECRET: SECRET,
    NEXTAUTH_URL: webAddress('https://ledger.example.com'),
    AUTH_OIDC_ISSUER: z
      .string()
      .refine(isIssuer, 'is not an https address; example: https://login.example.com/realms/staff'),
    AUTH_OIDC_CLIENT_ID: z.string(),
    AUTH_OIDC_CLIENT_SECRET: z.string(),
    AUTH_OIDC_ROLES: z
      .string()
      .refine((text) => claimMeanings(text) !== null, `is no JSON object of texts; example: ${ROLES_EXAMPLE}`),
    SUBLEDGER_DEMO: z.enum(['on', 'off', 'auto'], 'is none of on, off and auto; example: auto'),
    SUBLEDGER_API_RATE: whole(1, 1_000_000, '1200'),
    SUBLEDGER_SYNC_CRON: z
      .string()
      .refine(isSchedule, 'is not a schedule of five fields that ever comes; example: 17 5 * * * (05:17 UTC, daily)'),
    SUBLEDGER_MONTHLY_REQUEST_CAP: whole(0, 1_000_000, '1000'),
    PORT: whole(1, 65_535, '3000'),
    SUBLEDGER_HOST: z
      .string()
      .refine((host) => isIP(host) > 0 || HOST_NAME.test(host), 'is not an address; example: 127.0.0.1'),
    HOSTNAME: z.string(),
    NODE_ENV: z.string(),
    AWS_REGION: z.string().regex(/^[a-z0-9-]+$/, 'is not a region; example: us-east-1'),
    SUBLEDGER_PROXIES: whole(0, 9, '1'),
    SUBLEDGER_ACCESS_LOG: z.enum(['on', 'off'], 'is neither on nor off; example: on'),
    SUBLEDGER_METRICS_TOKEN: SECRET,
    SUBLEDGER_DEMO_ENDPOINT: webAddress('http://127.0.0.1:4500'),
    SUBLEDGER_ROOT: z.string().refine(isAbsolute, 'is not an absolute path; example: /srv/subledger'),
  })
  .partial();
type Variables = z.infer<typeof VARIABLES>;

/** Variables whose value a message may repeat: no one writes a password into them. */
const PLAIN = new Set(
  'SUBLEDGER_DEMO SUBLEDGER_API_RATE SUBLEDGER_SYNC_CRON SUBLEDGER_MONTHLY_REQUEST_CAP PORT SUBLEDGER_HOST SUBLEDGER_PROXIES SUBLEDGER_ACCESS_LOG AWS_REGION'.split(
    ' ',
  ),
);

/**
 * Reads the environment and checks every variable of it. Relative `file:` paths start at the checkout; a variable that
 * is set to nothing counts as not set, but for the schedule, which it turns off.
 * A `server` also needs a secret where none can be made for it.
 * @throws AppError `configuration` that lists every fault by the variable's name; a value that may be secret is not shown.
 */
export function readEnvironment(source: Source = process.env, purpose: 'command' | 'server' = 'command'): Environment {
  const set = Object.entries(source).filter(([name, text]) => text !== '' || name === 'SUBLEDGER_SYNC_CRON');
  const given: Source = Object.fromEntries(set);
  const parsed = VARIABLES.safeParse(given);
  const faults = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => faultOf(String(path[0]), message, given)),
    ...endpointFaults(given),
    ...oidcFaults(given),
    ...(purpose === 'server' ? secretFaults(given) : []),
  ];
  if (parsed.success && faults.length === 0) return toEnvironment(parsed.data);
  const names = [...new Set(faults.map(({ field }) => field))].join(', ');
  throw new AppError('configuration', `The environment is not right: ${names}`, {
    errors: faults,
    fix: 'Correct or unset what is named here, then start again.',
  });
}

/** The address to listen on: the asked one, else this machine alone in demo mode and every address otherwise. */
export function listenHost(environment: Pick<Environment, 'host'>, demoMode: boolean): string {
  return environment.host ?? (demoMode ? '127.0.0.1' : '0.0.0.0');
}

function toEnvironment(given: Variables): Environment {
  const root = given.SUBLEDGER_ROOT ?? process.cwd();
  const url = given.DATABASE_URL ?? 'file:./data/subledger.db';
  const databasePath = url.startsWith('file:') ? resolve(root, pathOf(url) ?? '') : null;
  const { AUTH_OIDC_ISSUER: issuer, AUTH_OIDC_CLIENT_ID: clientId, AUTH_OIDC_CLIENT_SECRET: clientSecret } = given;
  return {
    databaseUrl: databasePath ? `file:${databasePath}` : url.replace(/^postgres:/, 'postgresql:'),
    databasePath,
    demoDatabaseUrl: `file:${join(databasePath ? dirname(databasePath) : join(root, 'data'), 'demo.db')}`,
    authSecret: given.AUTH_SECRET ?? given.NEXTAUTH_SECRET ?? null,
    publicUrl: given.NEXTAUTH_URL?.replace(/\/+$/, '') ?? null,
    oidc:
      issuer && clientId && clientSecret
        ? { issuer, clientId, clientSecret, roles: claimMeanings(given.AUTH_OIDC_ROLES ?? '{}') ?? {} }
        : null,
    demo: given.SUBLEDGER_DEMO ?? 'auto',
    apiRate: given.SUBLEDGER_API_RATE ?? 1200,
    syncCron: (given.SUBLEDGER_SYNC_CRON ?? '17 5 * * *').trim() || null,
    monthlyRequestCap: given.SUBLEDGER_MONTHLY_REQUEST_CAP ?? 1000,
    port: given.PORT ?? 3000,
    host: given.SUBLEDGER_HOST ?? (isAddress(given.HOSTNAME) ? given.HOSTNAME : null),
    metricsToken: given.SUBLEDGER_METRICS_TOKEN ?? null,
    proxies: given.SUBLEDGER_PROXIES ?? 0,
    demoEndpoint: given.SUBLEDGER_DEMO_ENDPOINT ?? null,
  };
}

/** Shells and containers set HOSTNAME to the machine's name, which says nothing of where to listen. */
function isAddress(hostname: string | undefined): hostname is string {
  return hostname !== undefined && (hostname === 'localhost' || isIP(hostname) > 0);
}

function faultOf(field: string, message: string, given: Source): FieldError {
  const value = PLAIN.has(field) ? `${JSON.stringify((given[field] ?? '').slice(0, 60))} ` : '';
  return { field, message: value + message };
}

function databaseFault(url: string): string | null {
  if (url.startsWith('file:')) {
    const path = pathOf(url);
    if (path === null || path === '' || path.endsWith('/')) return 'names no file';
    if (path === ':memory:') return 'names no file: a ledger in memory would be lost';
    return /[?#]/.test(path) ? 'has a "?" or "#" in its file name, which SQLite reads as an option' : null;
  }
  if (!/^postgres(ql)?:\/\//.test(url)) return 'starts with neither file: nor postgresql://';
  return URL.canParse(url) ? null : 'cannot be read: special characters of the password must be percent-encoded';
}

/** The path of a `file:` URL as written; null when its `file://` form names another host. */
function pathOf(url: string): string | null {
  if (!url.startsWith('file://')) return url.slice('file:'.length);
  return /^file:\/\/(localhost)?\//.test(url) && URL.canParse(url) ? fileURLToPath(url) : null;
}

function webUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && ['http:', 'https:'].includes(url.protocol) ? url : null;
}

/** OpenID Connect wants https; plain http is for a provider on this machine. */
function isIssuer(text: string): boolean {
  const url = webUrl(text);
  return url !== null && (url.protocol === 'https:' || LOCAL_HOSTS.includes(url.hostname));
}

const MEANINGS = z.record(z.string(), z.union([z.string().transform((one) => [one]), z.array(z.string())]));

/** The meanings that a JSON object gives to values of claims, one or several each; null when it is none. */
function claimMeanings(text: string): Record<string, string[]> | null {
  try {
    return MEANINGS.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Five fields, and a next time: the 31st of February never comes. */
function isSchedule(text: string): boolean {
  const fields = text.trim();
  if (fields === '') return true;
  if (fields.split(/\s+/).length !== 5) return false;
  try {
    return new Cron(fields, { timezone: 'UTC', paused: true }).nextRun() !== null;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

function endpointFaults(given: Source): FieldError[] {
  return Object.entries(given)
    .filter(([name, text]) => name.startsWith('AWS_ENDPOINT_URL') && text !== undefined && !webUrl(text))
    .map(([field]) => ({ field, message: 'is not an http or https address; example: http://127.0.0.1:4500' }));
}

function oidcFaults(given: Source): FieldError[] {
  const names = ['AUTH_OIDC_ISSUER', 'AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET'];
  const missing = names.filter((name) => !given[name]);
  if (missing.length === names.length) return [];
  return missing.map((field) => ({
    field,
    message: `is missing: single sign-on needs ${names.join(', ')} together; set all three or none`,
  }));
}

/** Several servers must share one secret, and a public server must keep it when its disk is replaced. */
function secretFaults(given: Source): FieldError[] {
  if (given.AUTH_SECRET || given.NEXTAUTH_SECRET) return [];
  const url = webUrl(given.NEXTAUTH_URL ?? '');
  const reason = /^postgres/.test(given.DATABASE_URL ?? '')
    ? 'with PostgreSQL'
    : given.NODE_ENV === 'production' && url && !LOCAL_HOSTS.includes(url.hostname)
      ? 'in production behind a public NEXTAUTH_URL'
      : null;
  if (!reason) return [];
  return [{ field: 'AUTH_SECRET', message: `is required ${reason}; make one with: openssl rand -base64 32` }];
}
