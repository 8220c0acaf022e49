import { randomBytes } from 'node:crypto';
import type { Caller } from './context';
import type { Knobs } from './knobs';
import { Refusal } from './request';
import type { World } from './world';

export type IssuedCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: Date;
};

/** Who an access key is: the world's own identity, or a role that STS gave out; both can expire. */
export class Credentials {
  readonly #issued = new Map<string, { readonly caller: Caller; readonly expiresAt: Date }>();
  readonly #uses = new Map<string, number>();

  issue(caller: Caller, seconds: number): IssuedCredentials {
    const credentials = {
      accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(96).toString('base64'),
      expiresAt: new Date(Date.now() + seconds * 1000),
    };
    this.#issued.set(credentials.accessKeyId, { caller, expiresAt: credentials.expiresAt });
    return credentials;
  }

  /** Counts one use of a key and tells whose it is. @throws Refusal when the key has expired. */
  use(accessKeyId: string, world: World, knobs: Knobs): Caller {
    const uses = (this.#uses.get(accessKeyId) ?? 0) + 1;
    this.#uses.set(accessKeyId, uses);
    const issued = this.#issued.get(accessKeyId);
    const usedUp = knobs.expiredCredentialsAfter !== null && uses > knobs.expiredCredentialsAfter;
    if (usedUp || (issued && issued.expiresAt.getTime() <= Date.now())) {
      throw new Refusal('ExpiredTokenException', 'The security token included in the request is expired');
    }
    if (!issued && accessKeyId.startsWith('ASIA') && this.#issued.size > 0) {
      throw new Refusal('UnrecognizedClientException', 'The security token included in the request is invalid.');
    }
    const caller = issued?.caller ?? world.identity;
    return knobs.memberOnly === null ? caller : memberCaller(knobs.memberOnly, caller);
  }
}

const memberCaller = (accountId: string, { arn }: Caller): Caller => ({
  accountId,
  arn: arn.replace(/::\d*:/, `::${accountId}:`),
});
