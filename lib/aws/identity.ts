import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { type CallOptions, callAws, readReply } from './call';
import type { AwsClients } from './clients';
import { credentialSource } from './credentials';

export type Identity = { readonly accountId: string; readonly arn: string };

const reply = z.object({ Account: z.string(), Arn: z.string() });

/** Whose credentials these are; the assumed role's when there is one. Needs no permission and costs nothing. */
export async function pullIdentity(clients: AwsClients, options: CallOptions = {}): Promise<Identity> {
  return identityOf(clients.sts, clients, options);
}

/** Whose credentials stand behind the role: the principal that the role's trust policy must name. */
export async function pullBaseIdentity(clients: AwsClients, options: CallOptions = {}): Promise<Identity> {
  const target = { ...clients.target, roleArn: null, externalId: null };
  const sts = new STSClient({
    region: clients.region,
    credentials: credentialSource(target, clients.region),
    ...(target.endpoint === null ? {} : { endpoint: target.endpoint }),
  });
  try {
    return await identityOf(sts, { ...clients, target }, options);
  } finally {
    sts.destroy();
  }
}

async function identityOf(sts: STSClient, { target }: AwsClients, options: CallOptions): Promise<Identity> {
  const call = { client: sts, action: 'sts:GetCallerIdentity', target };
  const found = await callAws(call, (http) => sts.send(new GetCallerIdentityCommand({}), http), options);
  const { Account, Arn } = readReply(reply, found, 'GetCallerIdentity');
  return { accountId: Account, arn: Arn };
}

/** The role behind a session: `arn:aws:sts::1:assumed-role/R/session` is `arn:aws:iam::1:role/R`; others as they are. */
export function principalOf(arn: string): string {
  const match = /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn);
  return match ? `arn:${match[1]}:iam::${match[2]}:role/${match[3]}` : arn;
}
