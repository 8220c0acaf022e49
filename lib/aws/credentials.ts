import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsTarget } from './clients';

type Source = ReturnType<typeof fromNodeProviderChain>;
type Options = Parameters<Source>[0];

/** What the sandbox signs with: it checks no signature. */
const SANDBOX_KEYS = { accessKeyId: 'AKIASANDBOX000000000', secretAccessKey: 'sandbox' };

/**
 * Where a target's credentials come from. The SDK keeps what this gives until five minutes before it expires;
 * `forceRefresh` starts the whole chain anew, files, base credentials and role included.
 */
export function credentialSource(target: AwsTarget, region: string) {
  const build = () => {
    const base: Source = target.endpoint === null ? fromNodeProviderChain({ ignoreCache: true }) : sandboxKeys;
    return target.roleArn === null ? base : assumedRole(target.roleArn, target, region, base);
  };
  let source = build();
  return async (options?: Options) => {
    if (options?.forceRefresh) source = build();
    return source(options);
  };
}

const sandboxKeys: Source = async () => SANDBOX_KEYS;

function assumedRole(roleArn: string, target: AwsTarget, region: string, base: Source) {
  return fromTemporaryCredentials({
    masterCredentials: base,
    params: {
      RoleArn: roleArn,
      RoleSessionName: 'subledger',
      ...(target.externalId === null ? {} : { ExternalId: target.externalId }),
    },
    clientConfig: { region, ...(target.endpoint === null ? {} : { endpoint: target.endpoint }) },
  });
}
