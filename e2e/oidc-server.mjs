import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/**
 * What the provider does wrong, one at a time: codes whose time is over, ID tokens that are for another client.
 * @typedef {'none' | 'expired-code' | 'wrong-audience'} Misdeed
 */

const encode = (content) => Buffer.from(JSON.stringify(content)).toString('base64url');

/** Keeps what the provider stores in memory; with `expired-code` a code is too old when it is asked for. */
function adapterOf(state) {
  return class {
    constructor(model) {
      this.model = model;
    }
    key(id) {
      return `${this.model}:${id}`;
    }
    async upsert(id, payload) {
      const expired = this.model === 'AuthorizationCode' && state.misdeed === 'expired-code';
      const kept = expired ? { ...payload, iat: payload.iat - 600, exp: payload.iat - 1 } : payload;
      state.rows.set(this.key(id), kept);
    }
    async find(id) {
      return state.rows.get(this.key(id));
    }
    async findByUid(uid) {
      return [...state.rows.values()].find((row) => row.uid === uid);
    }
    async findByUserCode() {
      return undefined;
    }
    async consume(id) {
      const row = state.rows.get(this.key(id));
      if (row) row.consumed = Math.floor(Date.now() / 1000);
    }
    async destroy(id) {
      state.rows.delete(this.key(id));
    }
    async revokeByGrantId(grantId) {
      for (const [key, row] of state.rows) if (row.grantId === grantId) state.rows.delete(key);
    }
  };
}

/** The token anew with other claims, signed with the provider's own key. */
function signAnew(token, privateKey, change) {
  const [head, payload] = token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...change };
  const signed = `${head}.${encode(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
}

/**
 * A real OpenID Connect provider on this machine, with a login page of its own: any login of `people` gets in.
 * @param {{ port: number, clientId: string, clientSecret: string, redirectUri: string }} options
 */
export async function startOidcProvider({ port, clientId, clientSecret, redirectUri }) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), kid: 'e2e', use: 'sig', alg: 'RS256' };
  /** @type {{ misdeed: Misdeed, rows: Map<string, any> }} */
  const state = { misdeed: 'none', rows: new Map() };
  /** Claims by login. @type {Map<string, Record<string, unknown>>} */
  const people = new Map();
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    adapter: adapterOf(state),
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    findAccount: (_context, accountId) =>
      people.has(accountId) ? { accountId, claims: () => ({ sub: accountId, ...people.get(accountId) }) } : undefined,
    pkce: { required: () => true },
    cookies: { keys: ['a key of the browser tests'] },
    jwks: { keys: [key] },
  });
  provider.use(async (context, next) => {
    await next();
    if (state.misdeed !== 'wrong-audience' || context.oidc?.route !== 'token' || !context.body?.id_token) return;
    context.body = {
      ...context.body,
      id_token: signAnew(context.body.id_token, privateKey, { aud: 'another-client' }),
    };
  });
  const server = createServer(provider.callback());
  await new Promise((resolve) => server.listen(port, 'localhost', () => resolve(undefined)));
  return {
    issuer,
    people,
    /** @param {Misdeed} misdeed */
    behave: (misdeed) => {
      state.misdeed = misdeed;
    },
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
