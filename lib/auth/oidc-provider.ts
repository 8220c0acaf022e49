import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import type { Environment } from '@/lib/env';
import { log } from '@/lib/telemetry/log';

type Settings = NonNullable<Environment['oidc']>;
type Claims = Record<string, unknown>;

const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

const metadata = z.object({
  scopes_supported: z.array(z.string()).default([]),
  id_token_signing_alg_values_supported: z.array(z.string()).default(['RS256']),
});

/**
 * The OpenID Connect provider of the settings for next-auth, which reads its `well-known` document, sends PKCE, state and
 * nonce, and checks the ID token's signature, issuer, audience, nonce and times (openid-client).
 */
export async function oidcProvider({ issuer, clientId, clientSecret }: Settings): Promise<OAuthConfig<Claims>> {
  const wellKnown = `${withoutSlash(issuer)}/.well-known/openid-configuration`;
  const { scopes, algorithm } = await offersOf(wellKnown);
  return {
    id: 'oidc',
    name: 'Single sign-on',
    type: 'oauth',
    wellKnown,
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: scopes.join(' ') } },
    client: { id_token_signed_response_alg: algorithm },
    httpOptions: { timeout: 10_000 },
    userinfo: {
      // Many providers put groups and e-mail into one of the two only. The ID token, which is signed, goes before.
      request: async ({ client, tokens }) => {
        const told: Claims = client.issuer.metadata.userinfo_endpoint
          ? await client.userinfo(tokens.access_token ?? '')
          : {};
        const signed: Claims = z.record(z.string(), z.unknown()).parse(readClaims(tokens.id_token));
        if (told.sub !== undefined && told.sub !== signed.sub) throw new TypeError('userinfo is of another subject');
        if (withoutSlash(String(signed.iss)) !== withoutSlash(issuer)) throw new TypeError('the issuer is another one');
        return { ...told, ...signed };
      },
    },
    profile: (claims) => ({ id: String(claims.sub), email: typeof claims.email === 'string' ? claims.email : null }),
  };
}

/** The claims of an ID token that was checked. */
function readClaims(token: string | undefined): unknown {
  const [, payload = ''] = (token ?? '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}

/** Scopes to ask for: groups and roles only where the provider knows such scopes, since others refuse what they do not know. */
async function offersOf(wellKnown: string): Promise<{ scopes: string[]; algorithm: string }> {
  const usual = { scopes: ['openid', 'email', 'profile'], algorithm: 'RS256' };
  try {
    const reply = await fetch(wellKnown, { signal: AbortSignal.timeout(10_000) });
    const { scopes_supported: known, id_token_signing_alg_values_supported: algorithms } = metadata.parse(
      await reply.json(),
    );
    const [first = usual.algorithm] = algorithms.filter((name) => name !== 'none' && !name.startsWith('HS'));
    return {
      scopes: [...usual.scopes, ...['groups', 'roles'].filter((name) => known.includes(name))],
      algorithm: algorithms.includes(usual.algorithm) ? usual.algorithm : first,
    };
  } catch (err) {
    // next-auth asks the same document next, and tells the person that the provider cannot be reached.
    log.error({ err, wellKnown }, 'the single sign-on provider cannot be reached');
    return usual;
  }
}
