import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { credentialSource } from './credentials';
import { meterRequests, type RequestLedger } from './request-ledger';

/**
 * Where a connection's payer is reached. `roleArn` null uses the SDK's default credential chain itself.
 * `endpoint` is for the demo's own sandbox, which takes dummy credentials; else the SDK's `AWS_ENDPOINT_URL*` count.
 */
export type AwsTarget = {
  readonly region: string | null;
  readonly roleArn: string | null;
  readonly externalId: string | null;
  readonly endpoint: string | null;
};

export type AwsClients = {
  readonly target: AwsTarget;
  readonly region: string;
  readonly costExplorer: CostExplorerClient;
  readonly organizations: OrganizationsClient;
  readonly sts: STSClient;
};

/** Cost Explorer may think for a minute over a large bill. */
const HTTP = { connectionTimeout: 5_000, requestTimeout: 120_000, throwOnRequestTimeout: true, socketTimeout: 120_000 };

/**
 * Clients of one payer. Every Cost Explorer attempt goes through `ledger`; Organizations and STS are free and don't.
 * The SDK retries three times within about two seconds; `callAws` waits longer beyond that.
 */
export function createAwsClients(target: AwsTarget, ledger: RequestLedger): AwsClients {
  const region = regionOf(target);
  const shared = {
    region,
    retryMode: 'standard',
    maxAttempts: 3,
    requestHandler: HTTP,
    credentials: credentialSource(target, region),
    ...(target.endpoint === null ? {} : { endpoint: target.endpoint }),
  };
  const costExplorer = new CostExplorerClient(shared);
  meterRequests(costExplorer, ledger);
  return {
    target,
    region,
    costExplorer,
    organizations: new OrganizationsClient(shared),
    sts: new STSClient(shared),
  };
}

/** Closes the clients' sockets. */
export function destroyAwsClients(clients: AwsClients): void {
  clients.costExplorer.destroy();
  clients.organizations.destroy();
  clients.sts.destroy();
}

/**
 * The region that is asked for: the connection's, else the environment's, else the home of the role's partition.
 * Cost Explorer and Organizations have one endpoint per partition, which the SDK finds from any region of it.
 */
export function regionOf(target: AwsTarget, environment: string | undefined = process.env.AWS_REGION): string {
  if (target.region) return target.region;
  if (environment) return environment;
  const partition = target.roleArn?.split(':')[1];
  if (partition === 'aws-cn') return 'cn-north-1';
  if (partition === 'aws-us-gov') return 'us-gov-west-1';
  return 'us-east-1';
}
