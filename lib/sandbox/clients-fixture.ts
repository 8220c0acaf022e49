import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { type Sandbox, type SandboxOptions, startSandbox } from './server';

/** The real SDK clients, pointed at a sandbox that is closed when the test is done. */
export async function openSandbox(options: SandboxOptions) {
  const sandbox = await startSandbox(options);
  const clients = clientsOf(sandbox);
  return { sandbox, ...clients, [Symbol.asyncDispose]: () => sandbox.close() };
}

type StaticCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};
const ANYBODY: StaticCredentials = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'sandbox' };

/** SDK clients of one attempt per request unless told otherwise, with static credentials. */
export function clientsOf({ url }: Pick<Sandbox, 'url'>, maxAttempts = 1, credentials = ANYBODY) {
  const config = {
    region: 'us-east-1',
    endpoint: url,
    maxAttempts,
    credentials,
  };
  return {
    costs: new CostExplorerClient(config),
    organizations: new OrganizationsClient(config),
    sts: new STSClient(config),
  };
}
