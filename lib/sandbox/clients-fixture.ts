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

/** SDK clients of one attempt per request, with static credentials. */
export function clientsOf({ url }: Pick<Sandbox, 'url'>, maxAttempts = 1) {
  const config = {
    region: 'us-east-1',
    endpoint: url,
    maxAttempts,
    credentials: { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'sandbox' },
  };
  return {
    costs: new CostExplorerClient(config),
    organizations: new OrganizationsClient(config),
    sts: new STSClient(config),
  };
}
